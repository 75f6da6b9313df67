/** The objects of `-f`, each with its resource and where it will be. */

import type { JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { milliseconds } from '#base/time.ts';
import type { Manifest } from '#script/manifests.ts';
import type { Proc } from '#sim/process.ts';
import { complaintOf } from './complaint.ts';
import type { APIResource } from './discovery.ts';
import type { Invocation } from './invocation.ts';
import type { Typed } from './open_api.ts';

/** An object of a file. */
export interface FileObject {
  readonly resource: APIResource;
  readonly namespace: string;
  readonly name: string;
  /** With the namespace that it will be in. */
  readonly object: JsonObject;
}

/** How often kubectl looks again for a kind whose definition the same command has just created. */
const mostLooks = 8;

/** Finds the resource of an object. A failure is the text of an error. */
export function* fileObject(
  invocation: Invocation,
  manifest: Manifest,
): Proc<Result<FileObject, string>> {
  const { apiVersion, kind, name } = manifest;
  for (let look = 0; ; look++) {
    const found = yield* invocation.discovery.ofKind(invocation, apiVersion, kind);
    if (!found.ok) return fail(complaintOf(found.error));
    const resource = found.value;
    if (resource !== undefined) return placed(invocation, manifest, resource);
    if (look === mostLooks || !definesKind(invocation.manifests, manifest)) {
      return fail(
        `error: resource mapping not found for name: "${name}" namespace: "${manifest.namespace}" from "${fileName(invocation)}": no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`,
      );
    }
    // A definition of the same file takes a moment to be served.
    yield* invocation.sim.sleep(milliseconds(500));
  }
}

function placed(
  invocation: Invocation,
  manifest: Manifest,
  resource: APIResource,
): Result<FileObject, string> {
  const { object, name } = manifest;
  if (!resource.namespaced) return ok({ resource, namespace: '', name, object });
  const asked = invocation.flag('namespace');
  if (asked !== undefined && manifest.namespace !== '' && manifest.namespace !== asked) {
    return fail(
      `error: the namespace from the provided object "${manifest.namespace}" does not match the namespace "${asked}". You must pass '--namespace=${manifest.namespace}' to perform this operation.`,
    );
  }
  const namespace = manifest.namespace === '' ? invocation.namespace : manifest.namespace;
  const metadata = object['metadata'] as JsonObject;
  return ok({
    resource,
    namespace,
    name,
    object: { ...object, metadata: { ...metadata, namespace } },
  });
}

function definesKind(manifests: readonly Manifest[], { kind }: Typed): boolean {
  return manifests.some((each) => {
    if (each.kind !== 'CustomResourceDefinition') return false;
    const spec = each.object['spec'] as
      | { readonly names?: { readonly kind?: unknown } }
      | undefined;
    return spec?.names?.kind === kind;
  });
}

/** The name of the file, as errors give it. */
export function fileName({ command }: Invocation): string {
  const name = command.file?.name ?? '';
  return name === '-' ? 'STDIN' : name;
}

/** What unknown fields of an object lead to. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export function fieldValidationOf(invocation: Invocation): FieldValidation {
  switch (invocation.flag('validate')) {
    case 'warn':
      return 'Warn';
    case 'ignore':
    case 'false':
      return 'Ignore';
    default:
      return 'Strict';
  }
}

/**
 * Asks OpenAPI, once for every group version, whether the server will check the fields; without an answer
 * nothing is sent. A failure is the text of an error.
 */
export function* validate(
  invocation: Invocation,
  manifests: readonly Typed[],
): Proc<Result<void, string>> {
  if (fieldValidationOf(invocation) === 'Ignore') return ok(undefined);
  for (const manifest of manifests) {
    // What a definition of the same file stands for is not in any document yet.
    if (definesKind(invocation.manifests, manifest)) continue;
    const read = yield* invocation.openAPI.document(invocation, manifest);
    if (!read.ok) {
      return fail(
        `error: error validating "${fileName(invocation)}": error validating data: failed to download openapi: ${read.error}; if you choose to ignore these errors, turn validation off with --validate=false`,
      );
    }
  }
  return ok(undefined);
}
