/** CustomResourceDefinitions, and the kinds they stand for. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { type Kind, newKind, plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { listAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import { schemaIn } from '#apiserver/schema/schema_props.ts';
import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { customResourceStrategy } from './custom_resource.ts';
import { customResourceCodec, type SchemasByVersion } from './custom_resource_codec.ts';
import type { ScaleSpec } from './custom_resource_scale.ts';
import { isConditionTrue, transitionOf } from './definition_conditions.ts';
import {
  definitionChangeErrors,
  definitionErrors,
  newDefinitionErrors,
} from './definition_rules.ts';
import { definitionWarnings } from './definition_warnings.ts';

/** It keeps a definition until its objects are gone. */
export const cleanupFinalizer = 'customresourcecleanup.apiextensions.k8s.io';

export const customResourceDefinitionStrategy: Strategy = {
  ...plainStrategy,
  hasStatus: true,
  allowUnconditionalUpdate: false,
  keptByStatus: [],
  generationCounts: (obj, old) => !equalJson(obj['spec'], old['spec']),
  setDefaults: (obj) => {
    const spec = objectAt(obj, 'spec');
    if (spec !== undefined) obj['spec'] = defaultedSpec(spec);
  },
  prepareForCreate: (obj) => {
    const storedVersions = storageVersions(obj);
    obj['status'] = { conditions: null, acceptedNames: { plural: '', kind: '' }, storedVersions };
  },
  prepareForUpdate: (obj) => {
    const status = objectAt(obj, 'status') ?? {};
    const stored = listAt(status, 'storedVersions').map(String);
    const added = storageVersions(obj).filter((name) => !stored.includes(name));
    if (added.length > 0) obj['status'] = { ...status, storedVersions: [...stored, ...added] };
  },
  validateCreate: newDefinitionErrors,
  warnings: definitionWarnings,
  validate: definitionErrors,
  validateUpdate: definitionChangeErrors,
};

function defaultedSpec(spec: JsonObject): JsonObject {
  const names = objectAt(spec, 'names') ?? {};
  const kind = textAt(names, 'kind');
  const filled = { ...names };
  if (textAt(names, 'singular') === '') filled['singular'] = kind.toLowerCase();
  if (textAt(names, 'listKind') === '' && kind !== '') filled['listKind'] = `${kind}List`;
  const versions = listAt(spec, 'versions').map((version) =>
    isJsonObject(version) ? { served: false, storage: false, ...version } : version,
  );
  return { conversion: { strategy: 'None' }, ...spec, names: filled, versions };
}

/** The first version that objects are stored in. */
function storageVersions(definition: Unstructured): readonly string[] {
  const version = listAt(definition, 'spec', 'versions').find(
    (each) => valueAt(each, 'storage') === true,
  );
  return version === undefined ? [] : [textAt(version, 'name')];
}

/** True once the server answers for the kind: a moment before it is established. */
export function isServed(definition: Unstructured): boolean {
  return isConditionTrue(definition, 'NamesAccepted') || isConditionTrue(definition, 'Established');
}

export function isTerminating(definition: Unstructured): boolean {
  return (
    definition.metadata.deletionTimestamp !== undefined ||
    isConditionTrue(definition, 'Terminating')
  );
}

/** The kinds that a definition stands for, one per served version. */
export function kindsOf(definition: Unstructured): readonly Kind[] {
  const storage = storageOf(definition);
  return listAt(definition, 'spec', 'versions')
    .filter((version) => valueAt(version, 'served') === true)
    .map((version) => kindOf(definition, version, storage));
}

/** The kind in the version that its objects are stored in, served or not. */
export function storageKindOf(definition: Unstructured): Kind {
  const versions = listAt(definition, 'spec', 'versions');
  const stored = versions.find((version) => valueAt(version, 'storage') === true) ?? {};
  return kindOf(definition, stored, storageOf(definition));
}

interface Storage {
  readonly schemas: SchemasByVersion;
  /** The `apiVersion` that objects are stored in. */
  readonly storedAs: string;
}

function storageOf(definition: Unstructured): Storage {
  const group = textAt(definition, 'spec', 'group');
  const storedAs = `${group}/${storageVersions(definition)[0] ?? ''}`;
  return { schemas: schemasOf(definition, group), storedAs };
}

function kindOf(definition: Unstructured, version: JsonValue, storage: Storage): Kind {
  const names = objectAt(definition, 'status', 'acceptedNames');
  const group = textAt(definition, 'spec', 'group');
  const apiVersion = `${group}/${textAt(version, 'name')}`;
  const { schemas, storedAs } = storage;
  const subresources = objectAt(version, 'subresources');
  const kind = newKind(
    {
      group,
      version: textAt(version, 'name'),
      kind: textAt(names, 'kind'),
      listKind: textAt(names, 'listKind'),
      resource: textAt(names, 'plural'),
      singular: textAt(names, 'singular'),
      shortNames: listAt(names, 'shortNames').map(String),
      categories: listAt(names, 'categories').map(String),
      namespaced: textAt(definition, 'spec', 'scope') !== 'Cluster',
      custom: true,
      schema: objectAt(version, 'schema', 'openAPIV3Schema'),
    },
    customResourceStrategy({
      version: schemas.get(apiVersion) ?? { schema: undefined, preserves: false },
      hasStatus: objectAt(subresources, 'status') !== undefined,
      scale: scaleOf(subresources),
      columns: listAt(version, 'additionalPrinterColumns'),
      selectableFields: listAt(version, 'selectableFields').map((each) => textAt(each, 'jsonPath')),
    }),
  );
  const isStored = apiVersion === storedAs;
  return {
    ...kind,
    prefix: { ...kind.prefix, codec: customResourceCodec({ apiVersion, storedAs, schemas }) },
    cache: isStored ? kind.cache : `${kind.cache}@${kind.version}`,
    definition: {
      terminating: isTerminating(definition),
      established: isConditionTrue(definition, 'Established'),
      since: transitionOf(definition, 'Established'),
      storage: isStored,
      schema: schemas.get(apiVersion)?.schema,
    },
  };
}

function schemasOf(definition: Unstructured, group: string): SchemasByVersion {
  const preserves = valueAt(definition, 'spec', 'preserveUnknownFields') === true;
  return new Map(
    listAt(definition, 'spec', 'versions').map((version) => [
      `${group}/${textAt(version, 'name')}`,
      { schema: schemaIn(objectAt(version, 'schema', 'openAPIV3Schema')), preserves },
    ]),
  );
}

function scaleOf(subresources: JsonObject | undefined): ScaleSpec | undefined {
  const scale = objectAt(subresources, 'scale');
  if (scale === undefined) return undefined;
  return {
    specReplicasPath: textAt(scale, 'specReplicasPath'),
    statusReplicasPath: textAt(scale, 'statusReplicasPath'),
    labelSelectorPath: textAt(scale, 'labelSelectorPath'),
  };
}
