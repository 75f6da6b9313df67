/**
 * The names of kinds and resources: group, version and kind or plural.
 *
 * @upstream kubernetes/apimachinery pkg/runtime/schema/group_version.go
 */

import { fail, ok, type Result } from '#base/result.ts';

export interface GroupResource {
  readonly group: string;
  readonly resource: string;
}

export interface GroupVersionResource extends GroupResource {
  readonly version: string;
}

export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

export interface GroupVersionKind extends GroupKind {
  readonly version: string;
}

export interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

/** `deployments.apps`, `pods`. */
export function groupResourceString(gr: GroupResource): string {
  return gr.group === '' ? gr.resource : `${gr.resource}.${gr.group}`;
}

/** `Deployment.apps`, `Pod`. */
export function groupKindString(gk: GroupKind): string {
  return gk.group === '' ? gk.kind : `${gk.kind}.${gk.group}`;
}

/** `apps/v1`, `v1`. */
export function groupVersionString(gv: GroupVersion): string {
  return gv.group === '' ? gv.version : `${gv.group}/${gv.version}`;
}

/** `apps/v1, Kind=Deployment`. */
export function groupVersionKindString(gvk: GroupVersionKind): string {
  return `${gvk.group}/${gvk.version}, Kind=${gvk.kind}`;
}

/** `apps/v1, Resource=deployments`. */
export function groupVersionResourceString(gvr: GroupVersionResource): string {
  return `${gvr.group}/${gvr.version}, Resource=${gvr.resource}`;
}

/** Reads `v1` or `apps/v1`. */
export function parseGroupVersion(
  text: string,
): Result<GroupVersion, { readonly message: string }> {
  if (text === '' || text === '/') return ok({ group: '', version: '' });
  const parts = text.split('/');
  if (parts.length === 1) return ok({ group: '', version: text });
  if (parts.length === 2) return ok({ group: parts[0] ?? '', version: parts[1] ?? '' });
  return fail({ message: `unexpected GroupVersion string: ${text}` });
}

/** The kind that an object says it is. */
export function fromAPIVersionAndKind(apiVersion: string, kind: string): GroupVersionKind {
  const parsed = parseGroupVersion(apiVersion);
  return parsed.ok ? { ...parsed.value, kind } : { group: '', version: '', kind };
}
