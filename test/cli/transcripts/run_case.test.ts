import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { differences, differencesText } from '#cli/transcripts/differences.ts';
import type { Answer, Command, Exchange, Reply } from '#cli/transcripts/exchange.ts';
import { type CaseRun, namespaceOf, runCase } from '#cli/transcripts/run_case.ts';
import { engineTranscripts } from '#cli/transcripts/run_topic.ts';
import { checkedScript, type Step } from '#cli/transcripts/script.ts';
import { parseTranscripts, transcriptText } from '#cli/transcripts/transcript.ts';
import { filled, valueAt } from '#cli/transcripts/variables.ts';

/** Runs steps against a server that gives these replies, the namespace's first. */
function run(steps: readonly Step[], replies: readonly Reply[]) {
  const commands: Command[] = [];
  const body: CaseRun = runCase('n', { name: 'a case', steps });
  let next = body.next();
  for (let index = 0; next.done !== true; index++) {
    commands.push(next.value);
    next = body.next(index === 0 ? answer({}) : (replies[index - 1] ?? { kind: 'done' }));
  }
  return { commands: commands.slice(1), exchanges: next.value };
}

function answer(body: JsonValue, more: Partial<Answer> = {}): Reply {
  return { kind: 'answer', answer: { status: 200, headers: {}, body, ...more } };
}

const variables = new Map([
  ['ns', 'n'],
  ['rv', '7'],
]);

test.each([
  { text: '/a/$ns/b', is: '/a/n/b' },
  { text: '${rv+1} $rv ${rv-2}', is: '8 7 5' },
  { text: '$$ns costs $$5', is: '$ns costs $5' },
  { text: '$patch', is: '$patch' },
  { text: '$setElementOrder/containers', is: '$setElementOrder/containers' },
])('$text is filled in', ({ text, is }) => {
  expect(filled(text, variables)).toBe(is);
  expect(filled({ [text]: [text, 1, null] }, variables)).toEqual({ [is]: [is, 1, null] });
});

test('an unknown variable is told, not sent', () => {
  expect(() => filled('$rv2', variables)).toThrow('nothing is captured as "rv2"');
});

test('a path leads through lists and names with dots', () => {
  const value = { items: [{ metadata: { labels: { 'a.b/c': 'd' } } }] };
  expect(valueAt(value, 'items.0.metadata.labels.a\\.b/c')).toBe('d');
  expect(valueAt(value, 'items.1.metadata')).toBeUndefined();
});

test('what is captured goes into later requests', () => {
  const { commands, exchanges } = run(
    [
      { do: 'request', method: 'GET', path: '/x', capture: { rv: 'metadata.resourceVersion' } },
      {
        do: 'request',
        method: 'PUT',
        path: '/x',
        body: { v: '${rv+1}' },
        headers: { Accept: 'y' },
      },
    ],
    [answer({ metadata: { resourceVersion: '7' } }), answer('done', { status: 409 })],
  );
  expect(commands[1]).toMatchObject({ request: { body: { v: '8' }, headers: { accept: 'y' } } });
  expect(exchanges.map(({ status }) => status)).toEqual([200, 409]);
});

test('polling ends with the answer that was waited for, and records that alone', () => {
  const { commands, exchanges } = run(
    [{ do: 'eventually', method: 'GET', path: '/x', until: { field: 'phase', equals: 'Active' } }],
    [
      answer({}),
      { kind: 'done' },
      answer({ phase: 'New' }),
      { kind: 'done' },
      answer({ phase: 'Active' }),
    ],
  );
  expect(commands.map(({ kind }) => kind)).toEqual([
    'request',
    'wait',
    'request',
    'wait',
    'request',
  ]);
  expect(exchanges).toEqual([
    { step: '1', asked: 'GET /x', status: 200, body: { phase: 'Active' } },
  ]);
});

test('polling gives up after half a minute', () => {
  const { commands, exchanges } = run(
    [{ do: 'eventually', method: 'GET', path: '/x', until: { status: 404 } }],
    Array.from(
      { length: 700 },
      (_, index): Reply => (index % 2 === 0 ? answer({}) : { kind: 'done' }),
    ),
  );
  expect(commands.filter(({ kind }) => kind === 'wait')).toHaveLength(300);
  expect(exchanges).toHaveLength(1);
});

test('a repeat counts, and its steps are numbered by round', () => {
  const { commands, exchanges } = run(
    [{ do: 'repeat', times: 2, steps: [{ do: 'request', method: 'GET', path: '/$i' }] }],
    [answer({}), answer({})],
  );
  expect(commands.map((each) => each.kind === 'request' && each.request.path)).toEqual([
    '/1',
    '/2',
  ]);
  expect(exchanges.map(({ step }) => step)).toEqual(['1.1.1', '1.2.1']);
});

test('warnings are told one by one, and a content type only if it is not the usual one', () => {
  const headers = {
    'content-type': 'application/json',
    warning: '299 - "a, b", 299 - "c"',
    date: 'today',
  };
  const { exchanges } = run(
    [{ do: 'request', method: 'GET', path: '/x' }],
    [answer({}, { headers })],
  );
  expect(exchanges[0]?.headers).toEqual({ warning: ['299 - "a, b"', '299 - "c"'] });
});

test('only what is selected of a body is recorded', () => {
  const body = { resources: [{ name: 'a' }, { name: 'b' }], kind: 'X' };
  const { exchanges } = run(
    [
      {
        do: 'request',
        method: 'GET',
        path: '/x',
        select: [{ from: 'resources', where: { name: 'b' } }, { from: 'kind' }],
      },
    ],
    [answer(body)],
  );
  expect(exchanges[0]?.body).toEqual([[{ name: 'b' }], 'X']);
});

test.each([
  { script: { about: 'x', cases: [], more: 1 }, says: 'knows no "more"' },
  { script: { about: 'x', cases: [], options: { fast: true } }, says: 'knows no option "fast"' },
  { script: script({ do: 'jump' }), says: 'knows no step "jump"' },
  { script: script({ do: 'request', method: 'GET' }), says: '"request" needs "path"' },
  { script: script({ do: 'close', watch: 'w', at: 1 }), says: '"close" knows no "at"' },
  { script: script({ do: 'repeat', times: 1, steps: [{ do: 'x' }] }), says: 'knows no step "x"' },
])('a script that says what nobody understands is refused: $says', ({ script: value, says }) => {
  expect(() => checkedScript('t', value as JsonValue)).toThrow(says);
});

function script(step: JsonValue): JsonValue {
  return { about: 'x', cases: [{ name: 'c', steps: [step] }] };
}

test('a case has the same namespace wherever it stands, and no other has it', () => {
  expect(namespaceOf('t', 'a')).toMatch(/^case-[0-9a-f]{8}$/);
  expect(namespaceOf('t', 'a')).toBe(namespaceOf('t', 'a'));
  expect(namespaceOf('t', 'a')).not.toBe(namespaceOf('t', 'b'));
});

test('our server is asked as the real one is, watches too', () => {
  const path = '/api/v1/namespaces/$ns/configmaps';
  const steps: Step[] = [
    { do: 'watch', as: 'w', path },
    { do: 'request', method: 'POST', path, body: { metadata: { name: 'a' } } },
    { do: 'read', watch: 'w', events: 1 },
    { do: 'read', watch: 'w', events: 1, within: '1s' },
    { do: 'request', method: 'GET', path: '/nothing' },
  ];
  const topic = { topic: 't', script: { about: 'x', cases: [{ name: 'c', steps }] } };
  const [{ exchanges } = { exchanges: [] }] = engineTranscripts(topic);
  const object = { metadata: { name: 'a', namespace: '$ns', uid: 'U1', resourceVersion: 'rv1' } };
  expect(exchanges).toMatchObject([
    { asked: `WATCH ${path}`, status: 200 },
    { status: 201, body: object },
    { events: [{ type: 'ADDED', object }] },
    { events: [], ended: false },
    { status: 404, body: '404 page not found\n' },
  ]);
});

test('a transcript is read as it was written', () => {
  const exchanges: Exchange[] = [
    { step: '1', asked: 'GET /x', status: 404, headers: { allow: 'GET' }, body: 'no' },
    { step: '2', asked: 'read w', events: [{ type: 'ADDED' }], ended: true },
  ];
  const written = { topic: 't', of: 'kubernetes v1', transcripts: [{ name: 'c', exchanges }] };
  expect(parseTranscripts(transcriptText(written))).toEqual(written);
});

test('differences name the step and the place', () => {
  const recorded = [{ step: '1', asked: 'GET /x', status: 200, body: { a: [1, 2], b: 'x' } }];
  const came = [{ step: '1', asked: 'GET /x', status: 200, body: { a: [1, 3], c: null } }];
  const found = differences(recorded, came);
  expect(found.map(({ place }) => place)).toEqual(['body.a.1', 'body.b', 'body.c']);
  expect(differencesText(found)).toContain('recorded 2\n      came     3');
  expect(differences(recorded, recorded)).toEqual([]);
  expect(differences(recorded, [])).toHaveLength(1);
});
