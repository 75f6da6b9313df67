/**
 * The Event of the core API: what a component says about an object, for people to read.
 *
 * @upstream kubernetes/client-go kubernetes/typed/core/v1/event.go
 * @diverges Only the object's shape, which upstream keeps in k8s.io/api; there is no client of its own.
 */

import { unsafeGuessKindToResource } from '#apimachinery/pkg/api/meta/restmapper.ts';
import type { ObjectMeta } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import { fromAPIVersionAndKind } from '#apimachinery/pkg/runtime/schema/group_version.ts';
import type { ObjectReference } from '#client-go/tools/reference/ref.ts';

/** A component, and the node that it runs on. */
export type EventSource = {
  readonly component?: string | undefined;
  readonly host?: string | undefined;
};

export type CoreEvent = {
  readonly apiVersion: 'v1';
  readonly kind: 'Event';
  readonly metadata: Readonly<ObjectMeta>;
  readonly involvedObject: ObjectReference;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly source: EventSource;
  readonly firstTimestamp?: string | undefined;
  readonly lastTimestamp?: string | undefined;
  readonly count?: number | undefined;
  readonly type?: string | undefined;
  readonly reportingComponent?: string | undefined;
  readonly reportingInstance?: string | undefined;
};

/** `default/web-1.18868b4a1d9bc000`. */
export function eventName(event: CoreEvent): string {
  const { namespace = '', name = '' } = event.metadata;
  return `${namespace}/${name}`;
}

/** The key of the object that the event is about: `pods/default/web-1`. */
export function regardingKey(event: CoreEvent): string {
  const { apiVersion = '', kind = '', namespace = '', name = '' } = event.involvedObject;
  const { resource } = unsafeGuessKindToResource(fromAPIVersionAndKind(apiVersion, kind));
  return [resource, namespace, name].filter((part) => part !== '').join('/');
}
