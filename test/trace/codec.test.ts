import { describe, expect, test } from 'vitest';
import { encodeEvent, encodeObject, TraceHash, traceHeaderLine } from '#trace/codec.ts';
import { decodeCommand } from '#trace/command.ts';
import { decodeEvent, decodeTrace } from '#trace/decode_trace.ts';
import { eventKinds, isEventKind } from '#trace/event_shapes.ts';
import { keepsKind } from '#trace/level.ts';
import { ObjectTable } from '#trace/object_table.ts';

const logged = {
  actor: 'a',
  at: 5,
  causes: [],
  data: { controller: 'a', message: 'hello' },
  kind: 'controller.logged',
  seq: 1,
  step: 1,
  subject: 'a',
};
const line = JSON.stringify(logged);
const object = encodeObject('id', { kind: 'Pod' });

describe('a trace', () => {
  test('is read back byte for byte', () => {
    const text = `${traceHeaderLine}\n${object}\n${line}\n`;
    const trace = decodeTrace(text);
    if (!trace.ok) throw new Error(trace.error.reason);
    const [event] = trace.value.events;
    expect(event && encodeEvent(event)).toBe(line);
    expect([...trace.value.objects].map(([ref, value]) => encodeObject(ref, value))).toEqual([
      object,
    ]);
  });

  test.each([
    ['', 1, '$', 'the trace is empty'],
    ['{', 1, '$', /^not JSON/],
    ['{"format":"other","version":1}', 1, '$.format', 'expected "informer-lab/trace"'],
    ['{"format":"informer-lab/trace","version":99}', 1, '$.version', 'expected version 1, got 99'],
    [`${traceHeaderLine}\n7`, 2, '$', 'expected an object'],
    [`${traceHeaderLine}\n${line}\n\n${line}`, 3, '$', /^not JSON/],
    [`${traceHeaderLine}\n${line}\n${line}`, 3, '$.seq', 'expected 2, got 1'],
    [`${traceHeaderLine}\n{"object":"id","value":7}`, 2, '$.value', 'expected an object'],
  ])('that is malformed is refused with line, path and reason: %j', (text, at, path, reason) => {
    const trace = decodeTrace(text);
    expect(trace.ok ? undefined : trace.error).toMatchObject({
      line: at,
      path,
      reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
    });
  });

  test('has one digest for the same lines, another for others', () => {
    const digest = (...lines: readonly string[]) => {
      const hash = new TraceHash();
      for (const each of lines) hash.addLine(each);
      return hash.digest();
    };
    expect(digest('a', 'b')).toBe(digest('a', 'b'));
    expect(digest('a', 'b')).not.toBe(digest('ab'));
    expect(digest('a', 'b')).not.toBe(digest('b', 'a'));
    expect(digest()).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('an event', () => {
  test.each([
    [{ ...logged, kind: 'no.such' }, '$.kind', 'unknown event kind "no.such"'],
    [{ ...logged, kind: 'toString' }, '$.kind', 'unknown event kind "toString"'],
    [{ ...logged, at: 0.5 }, '$.at', 'expected a whole number, got 0.5'],
    [{ ...logged, actor: undefined }, '$.actor', 'expected a string, got nothing'],
    [{ ...logged, causes: [1, 'x'] }, '$.causes[1]', 'expected a whole number, got "x"'],
    [{ ...logged, causes: 7 }, '$.causes', 'expected a list, got 7'],
    [{ ...logged, extra: 1 }, '$.extra', 'unknown member'],
    [{ ...logged, data: 7 }, '$.data', 'expected an object, got 7'],
    [{ ...logged, data: { controller: 'a' } }, '$.data.message', 'expected a string, got nothing'],
    [{ ...logged, data: { ...logged.data, more: true } }, '$.data.more', 'unknown member'],
    [
      { ...logged, kind: 'request.lost', data: { request: 'r', part: 'half' } },
      '$.data.part',
      'expected one of request, response, got "half"',
    ],
    [[], '$', 'expected an object'],
  ])('that is malformed is refused with path and reason: %#', (value, path, reason) => {
    expect(decodeEvent(value)).toEqual({ ok: false, error: { path, reason } });
  });

  test('of any kind belongs to the contract, and is kept at full level', () => {
    expect(eventKinds.length).toBeGreaterThan(80);
    expect(new Set(eventKinds).size).toBe(eventKinds.length);
    for (const kind of eventKinds) {
      expect(isEventKind(kind) && keepsKind('full', kind) && !keepsKind('counts', kind)).toBe(true);
    }
  });
});

describe('a command', () => {
  test.each([
    [7, '$', 'expected an object'],
    [{ kind: 'fly' }, '$.kind', 'unknown command "fly"'],
    [{ kind: 'run', lasting: 'long' }, '$.lasting', 'expected a whole number, got "long"'],
    [{ kind: 'run', lasting: 1, extra: 1 }, '$.extra', 'unknown member'],
    [
      { kind: 'expect', predicate: { kind: 'hope' } },
      '$.predicate.kind',
      'unknown predicate "hope"',
    ],
    [
      {
        kind: 'expect',
        predicate: { kind: 'and', predicates: [{ kind: 'quiet', lasting: 1 }, {}] },
      },
      '$.predicate.predicates[1].kind',
      'unknown predicate undefined',
    ],
  ])('that is malformed is refused with path and reason: %#', (value, path, reason) => {
    expect(decodeCommand(value)).toEqual({ ok: false, error: { path, reason } });
  });
});

describe('the object table', () => {
  test('keeps one frozen copy of equal objects, and tells of it once', () => {
    const told: string[] = [];
    const table = new ObjectTable((ref) => told.push(ref));
    const mine = { a: { b: 1 } };
    const ref = table.intern(mine);
    mine.a.b = 2;
    expect(table.get(ref)).toEqual({ a: { b: 1 } });
    expect(table.intern(Object.freeze({ a: Object.freeze({ b: 1 }) }))).toBe(ref);
    expect(table.intern(mine)).not.toBe(ref);
    expect(told.length).toBe(2);
    expect([...table.entries()].length).toBe(2);
  });

  test('knows a decoded copy by its original until it is forgotten', () => {
    const table = new ObjectTable();
    const ref = table.intern({ a: 1 });
    const copy = { a: 1 };
    table.alias(copy, ref);
    expect(table.refOf(copy)).toBe(ref);
    copy.a = 2;
    expect(table.intern(copy)).toBe(ref);
    table.forget(copy);
    expect(table.refOf(copy)).toBeUndefined();
    expect(table.intern(copy)).not.toBe(ref);
  });
});
