/** CustomResourceDefinitions, and the kinds they stand for. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type FieldError,
  invalid,
  notSupported,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { type Kind, newKind, plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { listAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import { equalJson } from '#base/json.ts';
import { customResourceStrategy } from './custom_resource.ts';

export const customResourceDefinitionStrategy: Strategy = {
  ...plainStrategy,
  hasStatus: true,
  allowUnconditionalUpdate: false,
  keptByStatus: 'everything',
  generationCounts: (obj, old) => !equalJson(obj['spec'], old['spec']),
  setDefaults: (obj) => {
    const names = objectAt(obj, 'spec', 'names');
    if (names === undefined) return;
    const kind = textAt(names, 'kind');
    const filled = { singular: kind.toLowerCase(), listKind: `${kind}List`, ...names };
    obj['spec'] = { conversion: { strategy: 'None' }, ...objectAt(obj, 'spec'), names: filled };
  },
  prepareForCreate: (obj) => {
    obj['status'] = { conditions: [], acceptedNames: { plural: '', kind: '' }, storedVersions: [] };
  },
  validate: validateDefinition,
  validateUpdate: (obj) => validateDefinition(obj),
};

function validateDefinition(obj: Unstructured): readonly FieldError[] {
  const errors: FieldError[] = [];
  const group = textAt(obj, 'spec', 'group');
  const plural = textAt(obj, 'spec', 'names', 'plural');
  const scope = textAt(obj, 'spec', 'scope');
  if (group === '') errors.push(required('spec.group'));
  if (plural === '') errors.push(required('spec.names.plural'));
  if (textAt(obj, 'spec', 'names', 'kind') === '') errors.push(required('spec.names.kind'));
  if (obj.metadata.name !== `${plural}.${group}`) {
    errors.push(
      invalid('metadata.name', obj.metadata.name, 'must be spec.names.plural+"."+spec.group'),
    );
  }
  if (scope !== 'Cluster' && scope !== 'Namespaced') {
    const supported = ['Cluster', 'Namespaced'];
    errors.push(
      scope === '' ? required('spec.scope') : notSupported('spec.scope', scope, supported),
    );
  }
  const versions = listAt(obj, 'spec', 'versions');
  if (versions.filter((version) => valueAt(version, 'storage') === true).length !== 1) {
    const detail = 'must have exactly one version marked as storage version';
    errors.push(invalid('spec.versions', versions, detail));
  }
  return errors;
}

/** True once the kind can be used. */
export function isEstablished(definition: Unstructured): boolean {
  return listAt(definition, 'status', 'conditions').some(
    (condition) =>
      textAt(condition, 'type') === 'Established' && textAt(condition, 'status') === 'True',
  );
}

/** The status of a definition whose names are accepted. */
export function establishedStatus(definition: Unstructured, time: string): Unstructured['status'] {
  const names = objectAt(definition, 'spec', 'names') ?? {};
  const stored = listAt(definition, 'spec', 'versions')
    .filter((version) => valueAt(version, 'storage') === true)
    .map((version) => textAt(version, 'name'));
  return {
    conditions: [
      {
        type: 'NamesAccepted',
        status: 'True',
        lastTransitionTime: time,
        reason: 'NoConflicts',
        message: 'no conflicts found',
      },
      {
        type: 'Established',
        status: 'True',
        lastTransitionTime: time,
        reason: 'InitialNamesAccepted',
        message: 'the initial names have been accepted',
      },
    ],
    acceptedNames: names,
    storedVersions: stored,
  };
}

/** The kinds that a definition stands for, one per served version. */
export function kindsOf(definition: Unstructured): readonly Kind[] {
  const names = objectAt(definition, 'spec', 'names');
  return listAt(definition, 'spec', 'versions')
    .filter((version) => valueAt(version, 'served') !== false)
    .map((version) =>
      newKind(
        {
          group: textAt(definition, 'spec', 'group'),
          version: textAt(version, 'name'),
          kind: textAt(names, 'kind'),
          resource: textAt(names, 'plural'),
          singular: textAt(names, 'singular'),
          shortNames: listAt(names, 'shortNames').map(String),
          namespaced: textAt(definition, 'spec', 'scope') !== 'Cluster',
          custom: true,
        },
        customResourceStrategy({
          hasStatus: objectAt(version, 'subresources', 'status') !== undefined,
        }),
      ),
    );
}
