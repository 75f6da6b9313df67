import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import type { Exchange } from '#cli/transcripts/exchange.ts';
import { type NormaliserContext, normalise } from '#cli/transcripts/normalise.ts';

const usual: NormaliserContext = {
  namespace: 'case-00c0ffee',
  script: '{"uid":"99999999-9999-4999-8999-999999999999","at":"2001-02-03T04:05:06Z"}',
  ranked: true,
  managedFields: false,
};

function bodies(values: readonly JsonValue[], context = usual): readonly JsonValue[] {
  const exchanges = values.map((body, index) => ({ step: String(index), asked: 'GET /x', body }));
  return normalise(exchanges, context).map(({ body }) => body ?? null);
}

const first = '0a1b2c3d-0000-4000-8000-00000000000a';
const second = '0a1b2c3d-0000-4000-8000-00000000000b';

test('uids are numbered as they first appear, also within texts and names', () => {
  expect(
    bodies([
      { message: `UID ${second}` },
      { metadata: { uid: first } },
      { [`k:${second}`]: first },
    ]),
  ).toEqual([{ message: 'UID U1' }, { metadata: { uid: 'U2' } }, { 'k:U1': 'U2' }]);
});

test('versions become their rank within the case, wherever they are spoken of', () => {
  const message = 'Too large resource version: 1000, current: 41';
  const token = Buffer.from('{"v":"meta.k8s.io/v1","rv":7,"start":"case-00c0ffee/a\\u0000"}');
  expect(
    bodies([
      { metadata: { resourceVersion: '41' } },
      { message },
      { metadata: { continue: token.toString('base64url'), resourceVersion: '0' } },
      { message: 'too old resource version: 7 (41)' },
    ]),
  ).toEqual([
    { metadata: { resourceVersion: 'rv2' } },
    { message: 'Too large resource version: rv3, current: rv2' },
    { metadata: { continue: 'continue rv1 "$ns/a\\u0000"', resourceVersion: '0' } },
    { message: 'too old resource version: rv1 (rv2)' },
  ]);
});

test('how far a server has got counts as the last version that the case knows', () => {
  const message = 'Too large resource version: 1000, current: 45';
  expect(bodies([{ resourceVersion: '41' }, { resourceVersion: '50' }, { message }])).toEqual([
    { resourceVersion: 'rv1' },
    { resourceVersion: 'rv2' },
    { message: 'Too large resource version: rv3, current: rv1' },
  ]);
});

test('where controllers write, versions are not ranked', () => {
  const values = [{ resourceVersion: '5' }, { resourceVersion: '3' }];
  expect(bodies(values, { ...usual, ranked: false })).toEqual([
    { resourceVersion: 'rv' },
    { resourceVersion: 'rv' },
  ]);
});

test('what stands in the script stays word for word', () => {
  const value = {
    uid: '99999999-9999-4999-8999-999999999999',
    at: '2001-02-03T04:05:06Z',
    now: '2026-11-26T22:55:00Z',
  };
  expect(bodies([value])).toEqual([{ ...value, now: 'T' }]);
});

test('names that the server made up lose their suffix everywhere', () => {
  const metadata = { generateName: 'web-', name: 'web-x2b7c' };
  expect(bodies([{ metadata }, { message: 'pods "web-x2b7c" not found' }])).toEqual([
    { metadata: { generateName: 'web-', name: 'web-xxxxx' } },
    { message: 'pods "web-xxxxx" not found' },
  ]);
  const given = { metadata: { generateName: 'web-', name: 'other' } };
  expect(bodies([given])).toEqual([given]);
});

test('managed fields are left out unless they are asked for', () => {
  const value = { metadata: { managedFields: [{ time: '2026-11-26T22:55:00Z' }] } };
  expect(bodies([value])).toEqual([{ metadata: {} }]);
  expect(bodies([value], { ...usual, managedFields: true })).toEqual([
    { metadata: { managedFields: [{ time: 'T' }] } },
  ]);
});

test('the ages in a table are no more than ages', () => {
  expect(bodies([{ cells: ['web', '2m3s', 1, '1/1'] }])).toEqual([
    { cells: ['web', 'AGE', 1, '1/1'] },
  ]);
});

const texts = fc.oneof(
  fc.constantFrom(
    first,
    second,
    '17',
    '9',
    '0',
    'case-00c0ffee',
    '2026-11-26T22:55:00Z',
    '10.96.3.4',
  ),
  fc.constantFrom(
    'resource version: 17, current: 9',
    'too old resource version: 9 (17)',
    `UID in precondition: ${first}`,
    '{"resourceVersion":"17"}',
    'web-abcde',
    'web-',
  ),
  fc.string(),
);
const members = fc.constantFrom(
  'resourceVersion',
  'uid',
  'name',
  'generateName',
  'continue',
  'message',
  'cells',
  'nodePort',
  'managedFields',
  'pod-template-hash',
);
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    texts,
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(members, tie('value'), { maxKeys: 5 }) as fc.Arbitrary<JsonValue>,
  ),
}));

test('normalising twice is normalising once', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), fc.boolean(), (values, ranked) => {
      const context = { ...usual, ranked };
      const once = bodies(values, context);
      expect(bodies(once, context)).toEqual(once);
    }),
  );
});

test('the same uids and versions under other numbers come out alike', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), (values) => {
      const other = JSON.parse(
        JSON.stringify(values)
          .replaceAll(first, 'ffffffff-1111-4111-8111-111111111111')
          .replaceAll(second, 'eeeeeeee-2222-4222-8222-222222222222'),
      ) as JsonValue[];
      expect(bodies(other)).toEqual(bodies(values));
    }),
  );
});

test('an exchange keeps what it says beside the body', () => {
  const exchange: Exchange = {
    step: '1',
    asked: 'read w',
    events: [{ type: 'ADDED', object: { metadata: { resourceVersion: '8' } } }],
    ended: false,
  };
  expect(normalise([exchange], usual)).toEqual([
    { ...exchange, events: [{ type: 'ADDED', object: { metadata: { resourceVersion: 'rv1' } } }] },
  ]);
});
