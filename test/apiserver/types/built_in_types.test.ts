import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { builtInTable } from '#apiserver/types/built_in_table.ts';
import { structNamed, typeOf } from '#apiserver/types/built_in_types.ts';
import type { GoType, StructType } from '#apiserver/types/go_type.ts';

describe('the types of the built-in kinds', () => {
  test.each([
    { group: '', kind: 'Pod' },
    { group: '', kind: 'Service' },
    { group: '', kind: 'ConfigMap' },
    { group: '', kind: 'Secret' },
    { group: '', kind: 'Node' },
    { group: '', kind: 'Namespace' },
    { group: '', kind: 'Event' },
    { group: '', kind: 'PersistentVolumeClaim' },
    { group: 'apps', kind: 'ReplicaSet' },
    { group: 'apps', kind: 'Deployment' },
    { group: 'batch', kind: 'Job' },
    { group: 'discovery.k8s.io', kind: 'EndpointSlice' },
    { group: 'coordination.k8s.io', kind: 'Lease' },
    { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
    { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  ])('$kind has a type with metadata', (kind) => {
    expect(typeOf(kind)?.fields.get('metadata')?.type.name).toBe('v1.ObjectMeta');
  });

  test('a custom kind of a built-in name has none', () => {
    expect(typeOf({ group: 'example.com', kind: 'Pod' })).toBeUndefined();
  });

  test.each([
    ['Container', 'ports', { patchMergeKey: 'containerPort', listType: 'map' }],
    ['Container', 'ports', { listMapKeys: ['containerPort', 'protocol'] }],
    ['ContainerPort', 'protocol', { default: 'TCP', omitEmpty: true, pointer: false }],
    ['PodSpec', 'volumes', { patchStrategies: ['merge', 'retainKeys'], patchMergeKey: 'name' }],
    ['PodSpec', 'tolerations', { patchStrategies: [], listType: 'atomic' }],
    ['ObjectMeta', 'finalizers', { patchStrategies: ['merge'], listType: 'set' }],
    ['ObjectMeta', 'ownerReferences', { patchMergeKey: 'uid', listMapKeys: ['uid'] }],
    ['DeploymentSpec', 'strategy', { patchStrategies: ['retainKeys'] }],
    ['DeploymentSpec', 'replicas', { pointer: true, omitEmpty: true }],
    ['ServiceSpec', 'ports', { patchMergeKey: 'port', listMapKeys: ['port', 'protocol'] }],
  ])('%s.%s is as in Go', (struct, field, expected) => {
    expect(structNamed(struct).fields.get(field)).toMatchObject(expected);
  });

  test('a selector is owned as a whole, a map of labels is not', () => {
    expect(structNamed('LabelSelector').atomic).toBe(true);
    expect(structNamed('ObjectMeta').fields.get('labels')).toMatchObject({ atomicMap: false });
  });

  test('every type that is named can be reached and is complete', () => {
    const seen = new Set<GoType>();
    const visit = (type: GoType): void => {
      if (seen.has(type)) return;
      seen.add(type);
      if (type.kind === 'list') visit(type.item);
      if (type.kind === 'map') visit(type.value);
      if (type.kind === 'struct') for (const field of type.fields.values()) visit(field.type);
    };
    visit(typeOf({ group: '', kind: 'Pod' }) as StructType);
    visit(
      typeOf({ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }) as StructType,
    );
    const structs = [...seen].filter((type): type is StructType => type.kind === 'struct');
    expect(structs.length).toBeGreaterThan(100);
    const empty = structs.filter(({ fields }) => fields.size === 0).map(({ name }) => name);
    expect(empty).toEqual(['v1.CustomResourceSubresourceStatus']);
  });

  test('the table stays small on the wire', () => {
    expect(gzipSync(builtInTable).length).toBeLessThan(12_000);
  });
});
