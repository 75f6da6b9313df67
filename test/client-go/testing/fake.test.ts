/** A client without a server: what it writes down, and how its reactors share the work. */

import { expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { ok } from '#base/result.ts';
import { type Action, Fake, type ReactionFunc, resourceCovers } from '#client-go/testing/fake.ts';
import { pod } from '#test/client-go/tools/cache/fixture.ts';

const create: Action = { verb: 'create', resource: 'pods', object: pod('a', 1) };

/** Marks the action's object, and answers it or passes it on. */
const marking =
  (answers: boolean): ReactionFunc =>
  ({ object }) => {
    if (object === undefined) return undefined;
    object['marked'] = true;
    return answers ? ok(object) : undefined;
  };

function played(...reactors: readonly ReactionFunc[]) {
  const fake = new Fake();
  for (const react of reactors) fake.addReactor('*', '*', react);
  const outcome = fake.invokes(create);
  return { fake, answer: outcome.ok ? outcome.value : undefined };
}

test('FK1 an action is written down as it came, whatever a reactor does to it (TestOriginalObjectCaptured)', () => {
  const { fake, answer } = played(marking(true));
  expect(answer?.['marked']).toBe(true);
  expect(fake.actions()).toEqual([create]);
  expect(create.object?.['marked']).toBeUndefined();
});

test('FK2 what one reactor changes, the next one sees (TestReactorChangesPersisted)', () => {
  const seen: unknown[] = [];
  const { fake, answer } = played(marking(false), ({ object }) => {
    seen.push(object?.['marked']);
    return ok(object as Unstructured);
  });
  expect([seen, answer?.['marked']]).toEqual([[true], true]);
  expect(fake.actions()[0]?.object?.['marked']).toBeUndefined();
});

test.each([
  { covers: '*', resource: '', subresource: undefined, is: true },
  { covers: 'serviceaccounts', resource: '', subresource: undefined, is: false },
  { covers: 'serviceaccounts', resource: 'serviceaccounts', subresource: undefined, is: true },
  { covers: 'serviceaccounts/token', resource: '', subresource: undefined, is: false },
  {
    covers: 'serviceaccounts/token',
    resource: 'serviceaccounts',
    subresource: undefined,
    is: false,
  },
  { covers: 'serviceaccounts/token', resource: '', subresource: 'token', is: false },
  { covers: 'serviceaccounts/token', resource: 'serviceaccounts', subresource: 'token', is: true },
])(
  'FK3 $covers covers $resource/$subresource: $is (Test_resourceCovers)',
  ({ covers, resource, subresource, is }) => {
    const action = {
      verb: 'create',
      resource,
      ...(subresource === undefined ? {} : { subresource }),
    };
    expect(resourceCovers(covers, action)).toBe(is);
  },
);

test('FK4 a fake cannot stream lists (TestDoesClientSupportWatchListSemantics)', () => {
  expect(new Fake().isWatchListSemanticsUnSupported()).toBe(true);
});

test('FK5 a reactor that was put in front answers first (no upstream test)', () => {
  const fake = new Fake();
  fake.addReactor('create', 'pods', () => ok(pod('last', 1)));
  fake.prependReactor('create', 'pods', () => ok(pod('first', 1)));
  expect(fake.invokes(create)).toEqual(ok(pod('first', 1)));
  fake.clearActions();
  expect(fake.actions()).toEqual([]);
});
