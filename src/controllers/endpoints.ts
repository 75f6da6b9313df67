/** A pod as one of the endpoints behind a service, and the ports that it is reached at. Pure rules. */

import {
  isTerminating,
  name as nameOf,
  namespace as namespaceOf,
  uid,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { isJsonObject, type JsonValue } from '#base/json.ts';
import type { Container, Endpoint, EndpointPort, Pod, Service, ServicePort } from './kinds.ts';
import { isPodReady } from './pods.ts';

/** `undefined` for a pod without an address, or one that has ended. */
export function endpointOf(pod: Pod, service: Service): Endpoint | undefined {
  const { podIP, phase } = pod.status ?? {};
  if (podIP === undefined || phase === 'Succeeded' || phase === 'Failed') return undefined;
  const serving = isPodReady(pod);
  const terminating = isTerminating(pod);
  const publishAnyway = service.spec.publishNotReadyAddresses === true;
  const { nodeName } = pod.spec;
  return {
    addresses: [podIP],
    conditions: { ready: publishAnyway || (serving && !terminating), serving, terminating },
    ...(nodeName === undefined ? {} : { nodeName }),
    targetRef: {
      kind: 'Pod',
      namespace: namespaceOf(pod),
      name: nameOf(pod),
      uid: uid(pod),
    },
  };
}

/** Where the service's ports lead; a port's name is looked up in the first pod that has it. */
export function portsFor(service: Service, pods: readonly Pod[]): EndpointPort[] {
  return (service.spec.ports ?? []).flatMap((port): EndpointPort[] => {
    const number = targetOf(port, pods);
    if (number === undefined) return [];
    return [{ name: port.name ?? '', protocol: port.protocol ?? 'TCP', port: number }];
  });
}

function targetOf(port: ServicePort, pods: readonly Pod[]): number | undefined {
  const { targetPort = port.port } = port;
  if (typeof targetPort === 'number') return targetPort;
  for (const pod of pods) {
    const found = pod.spec.containers
      .flatMap(containerPorts)
      .find((each) => isJsonObject(each) && each['name'] === targetPort);
    if (isJsonObject(found)) return Number(found['containerPort']);
  }
  return undefined;
}

function containerPorts(container: Container): readonly JsonValue[] {
  const { ports } = container;
  return Array.isArray(ports) ? ports : [];
}
