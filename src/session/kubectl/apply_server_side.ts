/** `kubectl apply --server-side`: one patch with the whole manifest; whose field is whose is the server's affair. */

import { isConflict } from '#apimachinery/pkg/api/errors/errors.ts';
import { isJsonObject, type JsonObject } from '#base/json.ts';
import { lastApplied } from '#script/kubectl_apply.ts';
import type { Proc } from '#sim/process.ts';
import { complaintOf } from './complaint.ts';
import { type FileObject, fieldValidationOf } from './files.ts';
import type { Invocation } from './invocation.ts';
import { sayDone } from './object_text.ts';
import { pathOf } from './targets.ts';

const usualManager = 'kubectl';

const conflictAdvice = `
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

/** Applies one object; the text of what went wrong, if anything did. */
export function* applyByServer(invocation: Invocation, file: FileObject): Proc<string | undefined> {
  const { resource, object } = file;
  const applied = yield* send(invocation, file, {
    body: object,
    manager: invocation.flag('field-manager') ?? usualManager,
  });
  if (!applied.ok) {
    const { error } = applied;
    if (!isConflict(error)) return complaintOf(error);
    return `error: ${error.message}${conflictAdvice}`;
  }
  const result = applied.value as unknown as JsonObject;
  yield* keepLastApplied(invocation, file, result);
  sayDone(invocation, resource, { object: result, operation: 'serverside-applied' });
  return undefined;
}

function* send(
  invocation: Invocation,
  { resource, namespace, name }: FileObject,
  patch: { readonly body: JsonObject; readonly manager: string },
) {
  const subresource = invocation.flag('subresource');
  return yield* invocation.object({
    method: 'PATCH',
    path: pathOf(resource, {
      namespace,
      name,
      ...(subresource === undefined ? {} : { subresource }),
    }),
    contentType: 'application/apply-patch+yaml',
    query: {
      fieldManager: patch.manager,
      fieldValidation: fieldValidationOf(invocation),
      force: String(invocation.isOn('force-conflicts')),
      dryRun: invocation.flag('dry-run') === 'server' ? 'All' : undefined,
    },
    body: patch.body,
  });
}

/**
 * An object that was applied by a client before keeps its annotation up to date, in the name of a manager
 * of its own, so that it can be applied by a client again.
 */
function* keepLastApplied(invocation: Invocation, file: FileObject, result: JsonObject): Proc {
  if (lastApplied(result) === undefined || isAnnotationApplied(result)) return;
  const { metadata } = result;
  const annotations = isJsonObject(metadata) ? metadata['annotations'] : undefined;
  const key = 'kubectl.kubernetes.io/last-applied-configuration';
  const text = isJsonObject(annotations) ? annotations[key] : undefined;
  if (text === undefined) return;
  const { name, namespace } = file;
  const body = {
    apiVersion: file.object['apiVersion'] ?? '',
    kind: file.object['kind'] ?? '',
    metadata: {
      annotations: { [key]: text },
      name,
      ...(namespace === '' ? {} : { namespace }),
    },
  };
  const kept = yield* send(invocation, file, { body, manager: 'kubectl-last-applied' });
  if (!kept.ok) {
    invocation.err(
      `Warning: failed to re-apply last-applied-configuration annotation: ${kept.error.message}\n`,
    );
  }
}

/** True if some manager applies the annotation already. */
function isAnnotationApplied(object: JsonObject): boolean {
  const { metadata } = object;
  const entries = isJsonObject(metadata) ? metadata['managedFields'] : undefined;
  if (!Array.isArray(entries)) return false;
  return entries.filter(isJsonObject).some((entry) => {
    if (entry['operation'] !== 'Apply') return false;
    return JSON.stringify(entry['fieldsV1'] ?? {}).includes(
      'f:kubectl.kubernetes.io/last-applied-configuration',
    );
  });
}
