/**
 * A CustomResourceDefinition in the server's internal form: what all versions say alike (their schema,
 * subresources, columns, selectable fields) stands once, above them.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { printed } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { listAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import {
  equalJson,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '#base/json.ts';

/** What may stand in each version, or once for all of them. */
export interface VersionParts {
  readonly schema: JsonObject | undefined;
  readonly subresources: JsonObject | undefined;
  readonly additionalPrinterColumns: JsonArray | undefined;
  readonly selectableFields: JsonArray | undefined;
}

export interface InternalVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly deprecated: boolean;
  readonly deprecationWarning: string | undefined;
  /** What this version does not share with all others. */
  readonly parts: VersionParts;
}

export interface InternalDefinition {
  readonly group: string;
  readonly scope: string;
  readonly names: JsonObject;
  readonly conversion: JsonObject | undefined;
  readonly common: VersionParts;
  readonly versions: readonly InternalVersion[];
  /** The versions as a message shows them. */
  readonly printedVersions: unknown;
}

const partNames = [
  'schema',
  'subresources',
  'additionalPrinterColumns',
  'selectableFields',
] as const;

export function internalDefinition(definition: Unstructured): InternalDefinition {
  const versions = listAt(definition, 'spec', 'versions').filter(isJsonObject);
  const shared = new Set(
    partNames.filter((part) =>
      versions.every((version) => equalJson(partOf(version, part), partOf(versions[0], part))),
    ),
  );
  const internal = versions.map((version) => internalVersion(version, shared));
  return {
    group: textAt(definition, 'spec', 'group'),
    scope: textAt(definition, 'spec', 'scope'),
    names: objectAt(definition, 'spec', 'names') ?? {},
    conversion: objectAt(definition, 'spec', 'conversion'),
    common: partsOf(versions[0], (part) => shared.has(part)),
    versions: internal,
    printedVersions: printed(`[${internal.map(printedVersion).join(',')}]`),
  };
}

function internalVersion(version: JsonObject, shared: ReadonlySet<string>): InternalVersion {
  const warning = valueAt(version, 'deprecationWarning');
  return {
    name: textAt(version, 'name'),
    served: valueAt(version, 'served') === true,
    storage: valueAt(version, 'storage') === true,
    deprecated: valueAt(version, 'deprecated') === true,
    deprecationWarning: typeof warning === 'string' ? warning : undefined,
    parts: partsOf(version, (part) => !shared.has(part)),
  };
}

function partsOf(
  version: JsonObject | undefined,
  has: (part: (typeof partNames)[number]) => boolean,
): VersionParts {
  const object = (part: (typeof partNames)[number]) =>
    has(part) ? objectAt(version, part) : undefined;
  const list = (part: (typeof partNames)[number]) => {
    const found = has(part) ? listAt(version, part) : [];
    return found.length === 0 ? undefined : found;
  };
  return {
    schema: object('schema'),
    subresources: object('subresources'),
    additionalPrinterColumns: list('additionalPrinterColumns'),
    selectableFields: list('selectableFields'),
  };
}

function partOf(
  version: JsonObject | undefined,
  part: (typeof partNames)[number],
): JsonValue | undefined {
  const value = version?.[part];
  return Array.isArray(value) && value.length === 0 ? undefined : (value ?? undefined);
}

/** A version as Go prints the internal type, its parts with the fields that are set. */
function printedVersion(version: InternalVersion): string {
  const { name, served, storage, deprecated, deprecationWarning, parts } = version;
  return JSON.stringify({
    Name: name,
    Served: served,
    Storage: storage,
    Deprecated: deprecated,
    DeprecationWarning: deprecationWarning ?? null,
    Schema: parts.schema ?? null,
    Subresources: parts.subresources ?? null,
    AdditionalPrinterColumns: parts.additionalPrinterColumns ?? null,
    SelectableFields: parts.selectableFields ?? null,
  });
}
