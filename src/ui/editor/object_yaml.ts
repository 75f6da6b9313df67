/** Objects as YAML, for reading and for editing. Imported lazily: YAML is not needed to watch a run. */

import { stringify } from 'yaml';
import { isJsonObject, type JsonObject } from '#base/json.ts';

/** The object as kubectl would print it. */
export function objectYaml(object: JsonObject): string {
  return stringify(inUsualOrder(object), { lineWidth: 0 });
}

/** The part of an object that a person may change: no status, nothing that the server fills in. */
export function editableYaml(object: JsonObject): string {
  const { status: _status, metadata, ...rest } = object;
  const kept = isJsonObject(metadata) ? withoutServerFields(metadata) : metadata;
  return objectYaml({ ...rest, metadata: kept });
}

function withoutServerFields(metadata: JsonObject): JsonObject {
  const {
    resourceVersion: _resourceVersion,
    uid: _uid,
    creationTimestamp: _creationTimestamp,
    generation: _generation,
    managedFields: _managedFields,
    deletionTimestamp: _deletionTimestamp,
    ...kept
  } = metadata;
  return kept;
}

function inUsualOrder(object: JsonObject): JsonObject {
  const { apiVersion, kind, metadata, spec, status, ...rest } = object;
  const ordered = { apiVersion, kind, metadata, ...rest, spec, status };
  return Object.fromEntries(Object.entries(ordered).filter(([, value]) => value !== undefined));
}
