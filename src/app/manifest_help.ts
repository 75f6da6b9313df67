/** The API server's own tables and rules, as the editor of manifests asks for them. Only ever imported lazily. */

import { shapeAt } from '#apiserver/manifests/field_shape.ts';
import { knownValues } from '#apiserver/manifests/known_values.ts';
import { manifestFaults } from '#apiserver/manifests/manifest_faults.ts';
import { kindOf, kindsWith } from '#apiserver/manifests/served_kinds.ts';
import { apiVersionOf } from '#apiserver/registry/kind.ts';
import type { HelpWith } from '#ui/editor/manifest_help.ts';

export const manifestHelp: HelpWith = (definitions) => {
  const kinds = kindsWith(definitions);
  return {
    kinds: kinds.map((kind) => ({ apiVersion: apiVersionOf(kind), kind: kind.kind })),
    faults: (manifest) => {
      const kind = kindOf(manifest, kinds);
      return kind === undefined ? [] : manifestFaults(kind, manifest);
    },
    fields: (manifest, path) => {
      const kind = kindOf(manifest, kinds);
      const members = kind === undefined ? undefined : shapeAt(kind, path)?.members();
      return [...(members ?? [])].map(([name, shape]) => ({ name, ...shape }));
    },
    field: (manifest, path) => {
      const kind = kindOf(manifest, kinds);
      return kind === undefined ? undefined : shapeAt(kind, path);
    },
    values: (manifest, path) => {
      const kind = kindOf(manifest, kinds);
      return kind === undefined ? [] : knownValues(kind, manifest, path);
    },
  };
};
