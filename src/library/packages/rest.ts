/** Go package rest: requests, their limits and their retries. */

export { RESTClient, type RESTClientOptions } from '#client-go/rest/client.ts';
export { type Config, defaultBurst, defaultQPS, restClientFor } from '#client-go/rest/config.ts';
export {
  type Answer,
  type ClientError,
  type HTTPMethod,
  type PatchType,
  Request,
  type RequestError,
} from '#client-go/rest/request.ts';
