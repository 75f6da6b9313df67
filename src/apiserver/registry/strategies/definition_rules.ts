/**
 * What a CustomResourceDefinition may say. The server looks at it in its internal form, in which what
 * all versions have in common stands above them; that is where its messages point.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type FieldError,
  forbidden,
  invalid,
  notSupported,
  required,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import {
  isDNS1035Label,
  isDNS1123Subdomain,
} from '#apimachinery/pkg/util/validation/validation.ts';
import { listAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import type { JsonObject } from '#base/json.ts';
import { isConditionTrue } from './definition_conditions.ts';
import { versionErrors } from './definition_version_rules.ts';
import { type InternalDefinition, internalDefinition } from './internal_definition.ts';

/** What is wrong with a definition, new or changed. */
export function definitionErrors(definition: Unstructured): readonly FieldError[] {
  const internal = internalDefinition(definition);
  return [
    ...groupErrors(internal),
    ...scopeErrors(internal),
    ...missingSchemaErrors(internal),
    ...internal.versions.flatMap((version, index) => versionNameErrors(version, index, internal)),
    ...versionListErrors(internal),
    ...requiredNameErrors(internal.names),
    ...nameErrors(internal.names, 'spec.names'),
    ...versionErrors(internal.common, 'spec', {
      schema: 'validation',
      hasStatus: hasAnyStatus(internal),
    }),
    ...conversionErrors(internal),
    ...storedVersionErrors(definition),
    ...preservingErrors(definition),
  ];
}

/** What is wrong with a new one alone. */
export function newDefinitionErrors(definition: Unstructured): readonly FieldError[] {
  const group = textAt(definition, 'spec', 'group');
  return [...definitionNameErrors(definition), ...approvalErrors(definition, group)];
}

function definitionNameErrors(definition: Unstructured): readonly FieldError[] {
  const { name = '' } = definition.metadata;
  const wanted = `${textAt(definition, 'spec', 'names', 'plural')}.${textAt(definition, 'spec', 'group')}`;
  if (name === '' || name === wanted) return [];
  return [invalid('metadata.name', name, 'must be spec.names.plural+"."+spec.group')];
}

/** What may not change. Once established, a kind is what it is. */
export function definitionChangeErrors(
  definition: Unstructured,
  old: Unstructured,
): readonly FieldError[] {
  const fixed: readonly (readonly string[])[] = [
    ...(isConditionTrue(old, 'Established') ? [['scope'], ['names', 'kind']] : []),
    ['group'],
    ['names', 'plural'],
  ];
  return fixed
    .filter((path) => textAt(definition, 'spec', ...path) !== textAt(old, 'spec', ...path))
    .map((path) => {
      const value = textAt(definition, 'spec', ...path);
      return invalid(`spec.${path.join('.')}`, value, 'field is immutable');
    });
}

function groupErrors({ group }: InternalDefinition): readonly FieldError[] {
  const field = 'spec.group';
  if (group === '') return [required(field)];
  const wrong = isDNS1123Subdomain(group);
  if (wrong.length > 0) return [invalid(field, group, wrong.join(','))];
  if (group.includes('.')) return [];
  return [invalid(field, group, 'should be a domain with at least one dot')];
}

function scopeErrors({ scope }: InternalDefinition): readonly FieldError[] {
  if (scope === '') return [required('spec.scope')];
  const scopes = ['Cluster', 'Namespaced'];
  return scopes.includes(scope) ? [] : [notSupported('spec.scope', scope, scopes)];
}

function missingSchemaErrors(internal: InternalDefinition): readonly FieldError[] {
  if (objectAt(internal.common.schema, 'openAPIV3Schema') !== undefined) return [];
  return internal.versions.flatMap((version, index) =>
    objectAt(version.parts.schema, 'openAPIV3Schema') === undefined
      ? [required(`spec.versions[${index}].schema.openAPIV3Schema`)]
      : [],
  );
}

function versionNameErrors(
  version: InternalDefinition['versions'][number],
  index: number,
  internal: InternalDefinition,
): readonly FieldError[] {
  const field = `spec.versions[${index}]`;
  const wrong = isDNS1035Label(version.name);
  const name = wrong.length === 0 ? [] : [invalid(`${field}.name`, version.name, wrong.join(','))];
  const { parts, deprecationWarning, deprecated } = version;
  const warning =
    deprecationWarning === undefined || deprecated
      ? []
      : [
          invalid(
            `${field}.deprecationWarning`,
            deprecationWarning,
            'can only be set for deprecated versions',
          ),
        ];
  const subresources = parts.subresources ?? internal.common.subresources;
  const hasStatus = objectAt(subresources, 'status') !== undefined;
  return [...name, ...warning, ...versionErrors(parts, field, { schema: 'schema', hasStatus })];
}

function hasAnyStatus({ common, versions }: InternalDefinition): boolean {
  return [common, ...versions.map(({ parts }) => parts)].some(
    ({ subresources }) => objectAt(subresources, 'status') !== undefined,
  );
}

function versionListErrors(internal: InternalDefinition): readonly FieldError[] {
  const errors: FieldError[] = [];
  const names = internal.versions.map(({ name }) => name);
  if (new Set(names).size !== names.length) {
    errors.push(
      invalid('spec.versions', internal.printedVersions, 'must contain unique version names'),
    );
  }
  if (internal.versions.filter(({ storage }) => storage).length !== 1) {
    const detail = 'must have exactly one version marked as storage version';
    errors.push(invalid('spec.versions', internal.printedVersions, detail));
  }
  const [first] = internal.versions;
  const wrong = first === undefined || first.name === '' ? [] : isDNS1035Label(first.name);
  if (wrong.length > 0) errors.push(invalid('spec.version', first?.name, wrong.join(',')));
  return errors;
}

function requiredNameErrors(names: JsonObject): readonly FieldError[] {
  return ['plural', 'singular', 'kind', 'listKind']
    .filter((member) => textAt(names, member) === '')
    .map((member) => required(`spec.names.${member}`));
}

function nameErrors(names: JsonObject, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const check = (member: string, value: string, mixed: boolean) => {
    const wrong = value === '' ? [] : isDNS1035Label(mixed ? value.toLowerCase() : value);
    if (wrong.length === 0) return;
    const prefix = mixed ? 'may have mixed case, but should otherwise match: ' : '';
    errors.push(invalid(`${field}.${member}`, value, `${prefix}${wrong.join(',')}`));
  };
  check('plural', textAt(names, 'plural'), false);
  check('singular', textAt(names, 'singular'), false);
  check('kind', textAt(names, 'kind'), true);
  check('listKind', textAt(names, 'listKind'), true);
  listAt(names, 'shortNames').forEach((name, index) => {
    check(`shortNames[${index}]`, String(name), false);
  });
  const kind = textAt(names, 'kind');
  if (kind !== '' && kind === textAt(names, 'listKind')) {
    errors.push(invalid(`${field}.listKind`, kind, 'kind and listKind may not be the same'));
  }
  listAt(names, 'categories').forEach((name, index) => {
    check(`categories[${index}]`, String(name), false);
  });
  return errors;
}

function conversionErrors({ conversion }: InternalDefinition): readonly FieldError[] {
  if (conversion === undefined) return [];
  const field = 'spec.conversion';
  const strategy = textAt(conversion, 'strategy');
  const errors: FieldError[] = [];
  if (strategy === '') errors.push(required(`${field}.strategy`));
  else if (strategy !== 'None' && strategy !== 'Webhook') {
    errors.push(notSupported(`${field}.strategy`, strategy, ['None', 'Webhook']));
  }
  const webhook = objectAt(conversion, 'webhook');
  if (strategy === 'Webhook') {
    const detail = 'required when strategy is set to Webhook';
    if (objectAt(webhook, 'clientConfig') === undefined) {
      errors.push(required(`${field}.webhookClientConfig`, detail));
    }
    if (listAt(webhook, 'conversionReviewVersions').length === 0) {
      errors.push(required(`${field}.conversionReviewVersions`));
    }
    return errors;
  }
  const detail = 'should not be set when strategy is not set to Webhook';
  if (objectAt(webhook, 'clientConfig') !== undefined) {
    errors.push(forbidden(`${field}.webhookClientConfig`, detail));
  }
  if (listAt(webhook, 'conversionReviewVersions').length > 0) {
    errors.push(forbidden(`${field}.conversionReviewVersions`, detail));
  }
  return errors;
}

/** A version in which objects may lie stored cannot go away. */
function storedVersionErrors(definition: Unstructured): readonly FieldError[] {
  const field = 'status.storedVersions';
  const stored = listAt(definition, 'status', 'storedVersions').map(String);
  if (stored.length === 0) {
    return [invalid(field, null, 'must have at least one stored version')];
  }
  const errors: FieldError[] = [];
  const versions = listAt(definition, 'spec', 'versions');
  for (const version of versions) {
    const name = textAt(version, 'name');
    if (valueAt(version, 'storage') === true && !stored.includes(name)) {
      errors.push(invalid(field, stored, `must have the storage version ${name}`));
    }
  }
  const names = new Set(versions.map((version) => textAt(version, 'name')));
  stored.forEach((name, index) => {
    if (names.has(name)) return;
    const detail = `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`;
    errors.push(invalid(`${field}[${index}]`, name, detail));
  });
  return errors;
}

function preservingErrors(definition: Unstructured): readonly FieldError[] {
  if (valueAt(definition, 'spec', 'preserveUnknownFields') !== true) return [];
  const detail =
    'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead';
  return [invalid('spec.preserveUnknownFields', true, detail)];
}

const approvalAnnotation = 'api-approved.kubernetes.io';

/** Groups of the Kubernetes project need its approval. */
function approvalErrors(definition: Unstructured, group: string): readonly FieldError[] {
  const guarded = ['k8s.io', 'kubernetes.io'].some(
    (domain) => group === domain || group.endsWith(`.${domain}`),
  );
  if (!guarded) return [];
  const approval = definition.metadata.annotations?.[approvalAnnotation] ?? '';
  const field = `metadata.annotations[${approvalAnnotation}]`;
  const what = `protected groups must have approval annotation "${approvalAnnotation}"`;
  if (approval === '') {
    return [required(field, `${what}, see https://github.com/kubernetes/enhancements/pull/1111`)];
  }
  if (approval.startsWith('unapproved') || /^[a-z][a-z0-9+.-]*:\/\/[^/]+/i.test(approval))
    return [];
  const detail = `${what} with either a URL or a reason starting with "unapproved", see https://github.com/kubernetes/enhancements/pull/1111`;
  return [invalid(field, approval, detail)];
}
