/**
 * The EndpointSlice controller: writes down which pods are behind each service. It looks at every pod
 * of a service's namespace whenever one of them changes; slices hold a hundred endpoints at most.
 */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  isTerminating,
  labels,
  name as nameOf,
  namespace as namespaceOf,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { newControllerRef } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { selectorFromSet } from '#apimachinery/pkg/labels/selector.ts';
import { cloneJson, equalJson } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import {
  type Controller,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
  withoutTombstone,
} from './controller_program.ts';
import { endpointOf, portsFor } from './endpoints.ts';
import {
  type Endpoint,
  type EndpointSlice,
  endpointSliceKind,
  type Pod,
  podKind,
  type Service,
  serviceKind,
} from './kinds.ts';
import { isPodReady, keyOf } from './pods.ts';
import type { LabIndex, TypedLister } from './typed_lister.ts';

const serviceNameLabel = 'kubernetes.io/service-name';
const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
const controllerName = 'endpointslice-controller.k8s.io';
const mostEndpoints = 100;

/** Slices by the key of their service. */
const serviceIndex: LabIndex = {
  name: 'service',
  values: (slice) => [`${namespaceOf(slice)}/${labels(slice)[serviceNameLabel] ?? ''}`],
};

export function startEndpointSliceController(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'endpointslice-controller',
    resource: endpointSliceKind.resource.resource,
    build: (wiring) => new EndpointSliceController(wiring),
  });
}

class EndpointSliceController implements Controller {
  readonly #w: Wiring;
  readonly #services: TypedLister<Service>;
  readonly #pods: TypedLister<Pod>;
  readonly #slices: TypedLister<EndpointSlice>;

  constructor(wiring: Wiring) {
    this.#w = wiring;
    this.#services = wiring.watch<Service>(serviceKind, [], {
      onAdd: (service) => wiring.queue.add(keyOf(service)),
      onUpdate: (_old, service) => wiring.queue.add(keyOf(service)),
      onDelete: (obj) => this.#enqueue(withoutTombstone(obj)),
    });
    this.#pods = wiring.watch<Pod>(podKind, [], {
      onAdd: (pod) => this.#podSeen(pod),
      onUpdate: (old, pod) => this.#podChanged(old, pod),
      onDelete: (obj) => this.#podSeen(withoutTombstone(obj)),
    });
    this.#slices = wiring.watch<EndpointSlice>(endpointSliceKind, [serviceIndex], {
      onAdd: () => undefined,
      onUpdate: () => undefined,
      onDelete: (obj) => this.#sliceGone(withoutTombstone(obj)),
    });
  }

  #enqueue(service: Service | undefined): void {
    if (service !== undefined) this.#w.queue.add(keyOf(service));
  }

  #podSeen(pod: Pod | undefined): void {
    if (pod === undefined) return;
    for (const service of this.#services.inNamespace(namespaceOf(pod))) {
      if (selects(service, pod)) this.#enqueue(service);
    }
  }

  /** Most changes of a pod mean nothing to those who connect to it. */
  #podChanged(old: Pod, pod: Pod): void {
    const same =
      equalJson(labels(old), labels(pod)) &&
      old.status?.podIP === pod.status?.podIP &&
      isPodReady(old) === isPodReady(pod) &&
      old.status?.phase === pod.status?.phase &&
      isTerminating(old) === isTerminating(pod);
    if (same) return;
    this.#podSeen(pod);
    if (!equalJson(labels(old), labels(pod))) this.#podSeen(old);
  }

  #sliceGone(slice: EndpointSlice | undefined): void {
    if (slice === undefined || labels(slice)[managedByLabel] !== controllerName) return;
    this.#w.queue.add(`${namespaceOf(slice)}/${labels(slice)[serviceNameLabel] ?? ''}`);
  }

  *sync(key: string): Proc<SyncResult> {
    const service = this.#services.get(key);
    // A deleted service's slices are its dependents.
    if (service === undefined || service.spec.selector === undefined) return ok(undefined);
    const pods = this.#pods
      .inNamespace(namespaceOf(service))
      .filter((pod) => selects(service, pod))
      .toSorted((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
    const endpoints = pods
      .map((pod) => endpointOf(pod, service))
      .filter((each) => each !== undefined);
    const present = this.#slices
      .byIndex(serviceIndex.name, key)
      .filter((slice) => labels(slice)[managedByLabel] === controllerName)
      .toSorted((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
    return yield* this.#reconcile(service, { present, wanted: sliceContents(endpoints), pods });
  }

  *#reconcile(
    service: Service,
    state: {
      readonly present: readonly EndpointSlice[];
      readonly wanted: readonly (readonly Endpoint[])[];
      readonly pods: readonly Pod[];
    },
  ): Proc<SyncResult> {
    const { present, wanted, pods } = state;
    const ports = portsFor(service, pods);
    for (const [index, endpoints] of wanted.entries()) {
      const slice = present[index];
      const content = { addressType: 'IPv4', endpoints: [...endpoints], ports };
      const written =
        slice === undefined
          ? yield* this.#create(service, content)
          : yield* this.#update(slice, content);
      if (!written.ok) return written;
    }
    for (const slice of present.slice(wanted.length)) {
      const deleted = yield* this.#slicesIn(service).delete(this.#w.ctx, nameOf(slice));
      if (!deleted.ok && !isNotFound(deleted.error)) return deleted;
    }
    return ok(undefined);
  }

  *#create(
    service: Service,
    content: Pick<EndpointSlice, 'addressType' | 'endpoints' | 'ports'>,
  ): Proc<Result<void, ClientError>> {
    const slice: Unstructured = cloneJson({
      apiVersion: endpointSliceKind.apiVersion,
      kind: endpointSliceKind.kind,
      metadata: {
        generateName: `${nameOf(service)}-`,
        namespace: namespaceOf(service),
        labels: {
          ...labels(service),
          [serviceNameLabel]: nameOf(service),
          [managedByLabel]: controllerName,
        },
        ownerReferences: [newControllerRef(service, serviceKind)],
      },
      ...content,
    });
    this.#w.log(keyOf(service), `Creating a slice of ${content.endpoints?.length ?? 0} endpoints`);
    const created = yield* this.#slicesIn(service).create(this.#w.ctx, slice);
    return created.ok ? ok(undefined) : created;
  }

  *#update(
    slice: EndpointSlice,
    content: Pick<EndpointSlice, 'addressType' | 'endpoints' | 'ports'>,
  ): Proc<Result<void, ClientError>> {
    const { endpoints, ports } = slice;
    const present = { endpoints: endpoints ?? [], ports: ports ?? [] };
    const same = { endpoints: content.endpoints, ports: content.ports };
    if (equalJson(present, same)) return ok(undefined);
    const changed = cloneJson({ ...slice, ...content });
    const updated = yield* this.#slicesIn(slice).update(this.#w.ctx, changed);
    return updated.ok || isNotFound(updated.error) ? ok(undefined) : updated;
  }

  #slicesIn(obj: Unstructured) {
    return this.#w.client.resource(endpointSliceKind.resource).namespace(namespaceOf(obj));
  }
}

function selects(service: Service, pod: Pod): boolean {
  const { selector } = service.spec;
  return selector !== undefined && selectorFromSet(selector).matches(labels(pod));
}

/** A service has a slice even when nothing is behind it. */
function sliceContents(endpoints: readonly Endpoint[]): readonly (readonly Endpoint[])[] {
  const slices: Endpoint[][] = [[]];
  for (const endpoint of endpoints) {
    if (slices.at(-1)?.length === mostEndpoints) slices.push([]);
    slices.at(-1)?.push(endpoint);
  }
  return slices;
}
