/** Names of informers: one informer at a time for a name and resource. */

import { expect, test } from 'vitest';
import { InformerNameRegistry, withResource } from '#client-go/tools/cache/identity.ts';

const pods = { group: '', version: 'v1', resource: 'pods' };
const configMaps = { group: '', version: 'v1', resource: 'configmaps' };

function named(registry: InformerNameRegistry, name: string) {
  const made = registry.newInformerName(name);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

test.each([
  { name: 'the first', before: [], released: false, asked: 'a', error: undefined },
  {
    name: 'one that is taken',
    before: ['a'],
    released: false,
    asked: 'a',
    error: 'informer name "a" is already registered',
  },
  {
    name: 'an empty one',
    before: [],
    released: false,
    asked: '',
    error: 'informer name cannot be empty',
  },
  { name: 'another', before: ['a'], released: false, asked: 'b', error: undefined },
  { name: 'a released one', before: ['a'], released: true, asked: 'a', error: undefined },
])('IN1 a name, $name: $error (TestNewInformerName)', ({ before, released, asked, error }) => {
  const registry = new InformerNameRegistry();
  for (const each of before) {
    const name = named(registry, each);
    if (released) name.release();
  }
  const made = registry.newInformerName(asked);
  expect(made.ok ? undefined : made.error.message).toBe(error);
});

test.each([
  { name: 'the first time', before: [], asked: pods, reserved: true },
  { name: 'a second time', before: [pods], asked: pods, reserved: false },
  { name: 'another one', before: [pods], asked: configMaps, reserved: true },
  { name: 'without a name', before: undefined, asked: pods, reserved: false },
])('IN2 a resource, $name: $reserved (TestWithResource)', ({ before, asked, reserved }) => {
  const name = before === undefined ? undefined : named(new InformerNameRegistry(), 'a');
  for (const each of before ?? []) withResource(name, each);
  expect(withResource(name, asked).reserved()).toBe(reserved);
});

test('IN3 releasing a name gives its resources back, and both can be had again (TestRelease)', () => {
  const registry = new InformerNameRegistry();
  const name = named(registry, 'a');
  const identity = name.withResource(pods);
  expect(identity.reserved()).toBe(true);
  name.release();
  expect(identity.reserved()).toBe(false);
  expect(name.withResource(pods).reserved()).toBe(false);
  expect(named(registry, 'a').withResource(pods).reserved()).toBe(true);
});
