import { describe, expect, test } from 'vitest';
import { boxNames } from '#messages/locale.ts';
import { bestTag } from '#messages/locale_tags.ts';
import { defaultLocale } from '#messages/locales.ts';
import { captionParts, sentence } from '#messages/sentence.ts';
import { upstreamAddress, upstreamOf } from '#messages/upstream.ts';
import { zhCN } from '#messages/zh-CN/zh_cn.ts';
import type { TraceEvent } from '#trace/event.ts';
import { type EventKind, eventKinds, eventShapes } from '#trace/event_shapes.ts';

interface AnyField {
  readonly what: string;
  readonly optional: boolean;
}

/** A value that a field accepts. */
function sample({ what }: AnyField, name: string): unknown {
  if (what.startsWith('one of ')) return what.slice('one of '.length).split(', ')[0];
  if (what.startsWith('a list')) return ['first', 'second'];
  if (what === 'a boolean') return true;
  if (what === 'a whole number' || what === 'a number') return 2_500_000;
  return `<${name}>`;
}

function eventOf(kind: EventKind, withOptional: boolean): TraceEvent {
  const fields = Object.entries(eventShapes[kind] as Readonly<Record<string, AnyField>>);
  const data = Object.fromEntries(
    fields
      .filter(([, field]) => withOptional || !field.optional)
      .map(([name, field]) => [name, sample(field, name)]),
  );
  const header = { seq: 1, at: 0, step: 1, actor: 'rs-controller/worker-1', causes: [] };
  return { ...header, kind, subject: 'subject', data } as unknown as TraceEvent;
}

const quotes = ['command.applied', 'controller.logged', 'kubectl.started', 'kubectl.printed'];

describe.each(eventKinds)('%s', (kind) => {
  test.each([true, false])('is one clean sentence (optional data: %s)', (withOptional) => {
    const text = sentence(eventOf(kind, withOptional), defaultLocale);
    expect(text).not.toMatch(/undefined|NaN|\[object| {2}| [,.;:]|\.\.|\(\)/);
    if (!quotes.includes(kind)) expect(text).toMatch(/\.$/);
  });

  test.each([true, false])(
    'is one clean sentence in Chinese (optional data: %s)',
    (withOptional) => {
      const text = sentence(eventOf(kind, withOptional), zhCN);
      expect(text).not.toMatch(/undefined|NaN|\[object| {2}|[，。；：] | [，。；：）]|。。|（）/);
      if (!quotes.includes(kind)) expect(text).toMatch(/。$/);
    },
  );

  test('names a Go file if it mirrors one', () => {
    const link = upstreamOf(kind);
    if (link === undefined) return;
    expect(upstreamAddress(link, 'abc')).toMatch(
      /^https:\/\/github\.com\/kubernetes\/[a-z-]+\/blob\/abc\/[\w/.-]+\.go$/,
    );
  });
});

test.each<readonly [EventKind, object, string]>([
  [
    'reflector.list.finished',
    { informer: 'rs-controller/pods', resourceVersion: '1042', items: 3, pages: 1 },
    'The Reflector of rs-controller/pods has 3 objects at 1042.',
  ],
  [
    'queue.deduplicated',
    { queue: 'rs-controller', key: 'default/web', reason: 'key already dirty' },
    'default/web does not enter the work queue rs-controller again: the key is dirty already, so it will be processed anyway.',
  ],
  [
    'reflector.backoff.started',
    { informer: 'rs-controller/pods', delay: 1_234_567_890, until: 5 },
    'The Reflector of rs-controller/pods backs off for 1.23s.',
  ],
  [
    'handler.called',
    { listener: 'listener-1', callback: 'OnDelete', key: 'default/web-2', tombstone: true },
    'OnDelete(DeletedFinalStateUnknown default/web-2) is called for listener-1.',
  ],
])('%s reads well', (kind, data, expected) => {
  const event = { ...eventOf(kind, false), data } as unknown as TraceEvent;
  expect(sentence(event, defaultLocale)).toBe(expected);
});

test.each(Object.entries(defaultLocale.captions))(
  'the caption %s points at boxes that exist',
  (_, caption) => {
    const parts = captionParts(caption);
    expect(
      parts.some(({ box }) => box !== undefined && boxNames.includes(box)) || parts.length === 1,
    ).toBe(true);
    expect(parts.map(({ text }) => text).join('')).not.toMatch(/[[\]]/);
  },
);

test.each([
  [['de-AT', 'en-GB'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
  [['zh-Hans-SG', 'en'], 'zh-CN'],
  [['de', 'zh'], 'zh-CN'],
])('for readers of %j the language is %s', (preferred, tag) => {
  expect(bestTag(preferred)).toBe(tag);
});
