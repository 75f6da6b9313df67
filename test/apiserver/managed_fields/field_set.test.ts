import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FieldSet, memberStep, pathText } from '#apiserver/managed_fields/field_set.ts';
import { anyType, mergeTypeOfStruct } from '#apiserver/managed_fields/merge_type.ts';
import {
  compareValues,
  fieldSetOf,
  mergeValues,
  removeFields,
} from '#apiserver/managed_fields/typed_value.ts';
import { structNamed } from '#apiserver/types/built_in_types.ts';
import { equalJson, type JsonObject, type JsonValue } from '#base/json.ts';

const step = fc.constantFrom('f:a', 'f:b', 'k:{"name":"x"}', 'v:"s"', 'i:0');
const sets = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
const leaf = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('x', 'y'), fc.boolean());
const objects = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(leaf, { maxLength: 3 }), tie('object')),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
})).object;

describe('sets of fields', () => {
  test('what is printed is read back', () => {
    fc.assert(
      fc.property(sets, (paths) => {
        const set = FieldSet.of(paths);
        expect(FieldSet.parse(set.print()).print()).toEqual(set.print());
        expect(new Set(set.paths().map(String))).toEqual(new Set(paths.map(String)));
      }),
    );
  });

  test('union, intersection and difference are those of sets', () => {
    fc.assert(
      fc.property(sets, sets, (left, right) => {
        const [a, b] = [FieldSet.of(left), FieldSet.of(right)];
        const [names, others] = [left.map(String), right.map(String)];
        const told = (set: FieldSet) => new Set(set.paths().map(String));
        expect(told(a.union(b))).toEqual(new Set([...names, ...others]));
        expect(told(a.intersection(b))).toEqual(new Set(names.filter((n) => others.includes(n))));
        expect(told(a.difference(b))).toEqual(new Set(names.filter((n) => !others.includes(n))));
      }),
    );
  });

  test('paths are written as conflicts name them', () => {
    const path = ['f:spec', 'f:ports', 'k:{"port":80,"protocol":"TCP"}', 'f:name'];
    expect(pathText(path)).toBe('.spec.ports[port=80,protocol="TCP"].name');
    expect(pathText(['f:metadata', 'f:finalizers', 'v:"a/b"'])).toBe(
      '.metadata.finalizers[="a/b"]',
    );
  });
});

describe('values of one type', () => {
  test('a merged value holds everything applied, and comparing says no more than what changed', () => {
    fc.assert(
      fc.property(objects, objects, (live, config) => {
        const merged = mergeValues(anyType, live, config);
        expect(equalJson(mergeValues(anyType, merged, config), merged)).toBe(true);
        const { added, removed, modified } = compareValues(anyType, live, merged);
        expect(removed.isEmpty() || Object.keys(config).length > 0).toBe(true);
        expect(added.intersection(modified).isEmpty()).toBe(true);
        const same = compareValues(anyType, merged, merged);
        expect([same.added, same.removed, same.modified].every((set) => set.isEmpty())).toBe(true);
      }),
    );
  });

  test('what is removed is gone, and nothing else', () => {
    fc.assert(
      fc.property(objects, fc.constantFrom('a', 'b', 'c'), (object, name) => {
        const left = removeFields(anyType, object, FieldSet.of([[memberStep(name)]]));
        const { [name]: _removed, ...rest } = object;
        expect(left ?? {}).toEqual(rest);
      }),
    );
  });

  test('containers are owned one by one, a selector as a whole', () => {
    const type = mergeTypeOfStruct(structNamed('DeploymentSpec'));
    const spec = {
      selector: { matchLabels: { app: 'a' } },
      template: { spec: { containers: [{ name: 'web', ports: [{ containerPort: 80 }] }] } },
    };
    const paths = fieldSetOf(type, spec).paths().map(pathText);
    expect(paths).toContain('.selector');
    expect(paths).toContain(
      '.template.spec.containers[name="web"].ports[containerPort=80,protocol="TCP"].containerPort',
    );
  });
});
