/** What strategic merge patches need to know of the Go types of built-in kinds. */

import type { LookupPatchMeta, PatchMeta } from '#apimachinery/pkg/util/strategicpatch/patch.ts';
import { type GoType, type StructType, shortName } from '#apiserver/types/go_type.ts';
import { fail, ok } from '#base/result.ts';

/** The schema of a struct. */
export function patchSchema(struct: StructType): LookupPatchMeta {
  return schemaOf(struct);
}

const nothing: PatchMeta = { patchStrategies: [], patchMergeKey: '' };

function schemaOf(type: GoType): LookupPatchMeta {
  return {
    name: type.kind === 'struct' ? 'struct' : type.kind,
    lookup: (key, as) => {
      if (type.kind === 'map') return ok({ schema: itemOr(type.value, as), meta: nothing });
      const field = type.kind === 'struct' ? type.fields.get(key) : undefined;
      if (field === undefined) {
        const name = type.kind === 'struct' ? shortName(type) : '';
        return fail(`unable to find api field in struct ${name} for the json field "${key}"`);
      }
      return ok({ schema: itemOr(field.type, as), meta: field });
    },
  };
}

function itemOr(type: GoType, as: 'struct' | 'slice'): LookupPatchMeta {
  return schemaOf(as === 'slice' && type.kind === 'list' ? type.item : type);
}
