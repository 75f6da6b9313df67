/** The kinds that manifests may be of: those of the server, and those that definitions stand for. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { apiVersionOf, type Kind } from '#apiserver/registry/kind.ts';
import { builtInKinds } from '#apiserver/registry/kinds.ts';
import { objectAt } from '#apiserver/registry/members.ts';
import {
  customResourceDefinitionStrategy,
  kindsOf,
} from '#apiserver/registry/strategies/custom_resource_definition.ts';
import { cloneJson, type JsonObject } from '#base/json.ts';
import { manifestFaults } from './manifest_faults.ts';

/** Built-in kinds, and those of every definition that the server would take. */
export function kindsWith(definitions: readonly JsonObject[]): readonly Kind[] {
  return [...builtInKinds, ...definitions.flatMap(definedKinds)];
}

/** The kind of a manifest among those given. */
export function kindOf(manifest: JsonObject, kinds: readonly Kind[]): Kind | undefined {
  const { apiVersion, kind } = manifest;
  return kinds.find((each) => each.kind === kind && apiVersionOf(each) === apiVersion);
}

function definedKinds(definition: JsonObject): readonly Kind[] {
  const kind = kindOf(definition, builtInKinds);
  if (kind === undefined || manifestFaults(kind, definition).length > 0) return [];
  const object = cloneJson(definition) as Unstructured;
  customResourceDefinitionStrategy.setDefaults(object);
  // As it will be once its names are accepted.
  object['status'] = { acceptedNames: objectAt(object, 'spec', 'names') ?? {} };
  return kindsOf(object);
}
