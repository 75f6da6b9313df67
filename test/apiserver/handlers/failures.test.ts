import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import type { HTTPRequest } from '#sim/network.ts';
import { cluster, configMap, configMaps, pod, pods, statusOf } from '#test/apiserver/cluster.ts';

interface Row {
  readonly name: string;
  readonly method: HTTPRequest['method'];
  readonly url: string;
  readonly body?: JsonValue;
  readonly code: number;
  readonly reason?: string;
  readonly message: string;
  readonly kind?: string;
}

const deployments = '/apis/apps/v1/namespaces/default/deployments';
const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const template = (app: string) => ({
  metadata: { labels: { app } },
  spec: { containers: [{ name: 'main', image: 'web:1' }] },
});

const rows: readonly Row[] = [
  {
    name: 'a missing object',
    method: 'GET',
    url: `${configMaps}/no`,
    code: 404,
    reason: 'NotFound',
    message: 'configmaps "no" not found',
    kind: 'configmaps',
  },
  {
    name: 'a missing object of a named group',
    method: 'GET',
    url: `${deployments}/no`,
    code: 404,
    reason: 'NotFound',
    message: 'deployments.apps "no" not found',
    kind: 'deployments',
  },
  {
    name: 'a missing object in the cache',
    method: 'GET',
    url: `${configMaps}/no?resourceVersion=0`,
    code: 404,
    reason: 'NotFound',
    message: 'configmaps "no" not found',
  },
  {
    name: 'an update of a missing object',
    method: 'PUT',
    url: `${pods}/no`,
    body: pod('no'),
    code: 404,
    reason: 'NotFound',
    message: 'pods "no" not found',
  },
  {
    name: 'a patch of a missing object',
    method: 'PATCH',
    url: `${pods}/no`,
    body: { metadata: { labels: { a: 'b' } } },
    code: 404,
    reason: 'NotFound',
    message: 'pods "no" not found',
  },
  {
    name: 'a deletion of a missing object',
    method: 'DELETE',
    url: `${pods}/no`,
    code: 404,
    reason: 'NotFound',
    message: 'pods "no" not found',
  },
  {
    name: 'a create of what exists',
    method: 'POST',
    url: configMaps,
    body: configMap('there'),
    code: 409,
    reason: 'AlreadyExists',
    message: 'configmaps "there" already exists',
    kind: 'configmaps',
  },
  {
    name: 'a create with a resourceVersion',
    method: 'POST',
    url: configMaps,
    body: configMap('new', { metadata: { resourceVersion: '7' } }),
    code: 500,
    message: 'resourceVersion should not be set on objects to be created',
  },
  {
    name: 'a create in another namespace than the URL says',
    method: 'POST',
    url: configMaps,
    body: configMap('new', { metadata: { namespace: 'other' } }),
    code: 400,
    reason: 'BadRequest',
    message:
      'the namespace of the provided object does not match the namespace sent on the request',
  },
  {
    name: 'a create in a namespace that is not there',
    method: 'POST',
    url: '/api/v1/namespaces/nowhere/configmaps',
    body: configMap('new'),
    code: 404,
    reason: 'NotFound',
    message: 'namespaces "nowhere" not found',
  },
  {
    name: 'an update under another name than the URL says',
    method: 'PUT',
    url: `${configMaps}/there`,
    body: configMap('here'),
    code: 400,
    reason: 'BadRequest',
    message: 'the name of the object (here) does not match the name on the URL (there)',
  },
  {
    name: 'a bad name',
    method: 'POST',
    url: configMaps,
    body: configMap('Bad_Name'),
    code: 422,
    reason: 'Invalid',
    message: `ConfigMap "Bad_Name" is invalid: metadata.name: Invalid value: "Bad_Name": ${subdomain}`,
    kind: 'ConfigMap',
  },
  {
    name: 'a bad name of a namespace',
    method: 'POST',
    url: '/api/v1/namespaces',
    body: { metadata: { name: 'Bad' } },
    code: 422,
    reason: 'Invalid',
    message: `Namespace "Bad" is invalid: metadata.name: Invalid value: "Bad": ${label}`,
  },
  {
    name: 'no name at all',
    method: 'POST',
    url: configMaps,
    body: { metadata: {} },
    code: 422,
    reason: 'Invalid',
    message:
      'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
  },
  {
    name: 'a pod without containers',
    method: 'POST',
    url: pods,
    body: pod('p', { spec: {} }),
    code: 422,
    reason: 'Invalid',
    message: 'Pod "p" is invalid: spec.containers: Required value',
    kind: 'Pod',
  },
  {
    name: 'a deployment whose selector misses its template',
    method: 'POST',
    url: deployments,
    body: {
      metadata: { name: 'd' },
      spec: { selector: { matchLabels: { app: 'x' } }, template: template('y') },
    },
    code: 422,
    reason: 'Invalid',
    message:
      'Deployment.apps "d" is invalid: spec.template.metadata.labels: Invalid value: {"app":"y"}: `selector` does not match template `labels`',
    kind: 'Deployment',
  },
  {
    name: 'a kind in the body that is not the URL’s',
    method: 'POST',
    url: configMaps,
    body: { apiVersion: 'v2', kind: 'ConfigMap', metadata: { name: 'a' } },
    code: 400,
    reason: 'BadRequest',
    message:
      'ConfigMap in version "v2" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"',
  },
  {
    name: 'labels that are no texts',
    method: 'POST',
    url: configMaps,
    body: { metadata: { name: 'a', labels: { tier: 1 } } },
    code: 400,
    reason: 'BadRequest',
    message:
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string',
  },
  {
    name: 'a label selector without sense',
    method: 'GET',
    url: `${pods}?labelSelector=,`,
    code: 400,
    reason: 'BadRequest',
    message: "found ',', expected: !, identifier, or 'end of string'",
  },
  {
    name: 'a field that cannot be selected by, of a core kind',
    method: 'GET',
    url: `${pods}?fieldSelector=spec.foo%3Dbar`,
    code: 400,
    reason: 'BadRequest',
    message: 'field label not supported: spec.foo',
  },
  {
    name: 'a field that cannot be selected by',
    method: 'GET',
    url: `${configMaps}?fieldSelector=spec.foo%3Dbar`,
    code: 400,
    reason: 'BadRequest',
    message: '"spec.foo" is not a known field selector: only "metadata.name", "metadata.namespace"',
  },
  {
    name: 'a resourceVersion that is no number, on LIST',
    method: 'GET',
    url: `${pods}?resourceVersion=abc`,
    code: 400,
    reason: 'BadRequest',
    message:
      'invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
  },
  {
    name: 'a resourceVersion that is no number, on GET',
    method: 'GET',
    url: `${pods}/p?resourceVersion=abc`,
    code: 500,
    message:
      'resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
  },
  {
    name: 'a match without a resourceVersion',
    method: 'GET',
    url: `${pods}?resourceVersionMatch=Exact`,
    code: 422,
    reason: 'Invalid',
    message:
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
  },
  {
    name: 'exactly the version "0"',
    method: 'GET',
    url: `${pods}?resourceVersionMatch=Exact&resourceVersion=0`,
    code: 422,
    reason: 'Invalid',
    message:
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
  },
  {
    name: 'initial events in a list',
    method: 'GET',
    url: `${pods}?sendInitialEvents=true`,
    code: 422,
    reason: 'Invalid',
    message:
      'ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list',
  },
  {
    name: 'a continue token that is none',
    method: 'GET',
    url: `${pods}?continue=***`,
    code: 400,
    reason: 'BadRequest',
    message:
      'invalid continue token: continue key is not valid: illegal base64 data at input byte 0',
  },
  {
    name: 'the deletion of a namespace that stays',
    method: 'DELETE',
    url: '/api/v1/namespaces/default',
    code: 403,
    reason: 'Forbidden',
    message: 'namespaces "default" is forbidden: this namespace may not be deleted',
  },
];

test.each(rows)('$name: $code', ({ method, url, body, code, reason, message, kind }) => {
  const { ask } = cluster();
  ask('POST', configMaps, configMap('there'));
  const answer = ask(method, url, body);
  const status = statusOf(answer);
  expect(answer.status).toBe(code);
  expect(status.message).toBe(message);
  expect(status.reason).toBe(reason);
  expect(status.code).toBe(code);
  if (kind !== undefined) expect(status.details?.kind).toBe(kind);
});

test('the causes of a 422 have the field apart from the message', () => {
  const { ask } = cluster();
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: {} };
  expect(statusOf(ask('POST', pods, body)).details).toEqual({
    name: 'p',
    kind: 'Pod',
    causes: [{ reason: 'FieldValueRequired', message: 'Required value', field: 'spec.containers' }],
  });
});

test.each([
  ['/apis/none.example.com/v1/things', 404],
  ['/healthy', 404],
])('%s is answered in plain text: %i', (url, code) => {
  const { ask } = cluster();
  const answer = ask('GET', url);
  expect(answer.status).toBe(code);
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(answer.body).toBe('404 page not found\n');
});

test.each([
  ['/api/v1/namespaces/default/things'],
  ['/apis/apps/v9/deployments'],
  ['/api/v1/namespaces/default/configmaps/a/status'],
])("%s is in the server's own groups, and refused by a Status", (url) => {
  const { ask } = cluster();
  const answer = ask('GET', url);
  expect(answer.status).toBe(404);
  expect(statusOf(answer)).toMatchObject({
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
  });
});
