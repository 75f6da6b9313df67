/** When the address bar follows the run, and when it is left alone. */

import { describe, expect, test } from 'vitest';
import { openPlayground } from '#test/ui/lesson/in_process.ts';
import type { PlaygroundState } from '#ui/playground/playground_store.ts';
import { wantedAddress } from '#ui/share/address_bar.ts';

const run = '#run=2.abc';
const comparison = { left: 1, right: 2, ready: true, seq: undefined };

describe('the address bar', () => {
  test.each<{
    readonly name: string;
    readonly changes?: Partial<PlaygroundState>;
    readonly hash?: string;
    readonly wanted: string;
  }>([
    { name: 'follows a run at rest', wanted: 'the run' },
    { name: 'follows a run at rest that it names', hash: run, wanted: 'the run' },
    { name: 'is left alone while time runs', changes: { playing: true }, wanted: 'as it is' },
    { name: 'is left alone behind a menu', changes: { resumes: true }, wanted: 'as it is' },
    { name: 'is left alone in a comparison', changes: { comparison }, wanted: 'as it is' },
    { name: 'is left alone in stage mode', changes: { presenting: true }, wanted: 'as it is' },
    { name: 'is left alone by a scene for talks', changes: { preset: 'x' }, wanted: 'as it is' },
    { name: 'keeps a lesson', hash: '#lesson=L05-list-and-watch', wanted: 'as it is' },
    { name: 'keeps a page of the library', hash: '#glossary', wanted: 'as it is' },
    { name: 'is left alone where there is no run', changes: { run: 77 }, wanted: 'as it is' },
  ])('$name', async ({ changes = {}, hash = '', wanted }) => {
    const { store, book } = await openPlayground();
    expect(wantedAddress({ ...store.getState(), ...changes }, book, hash)).toBe(wanted);
  });

  test('keeps the link of a run that comes out otherwise here', async () => {
    const { store, book } = await openPlayground();
    const state = store.getState();
    book.seal(state.run);
    expect(wantedAddress(state, book, run)).toBe('as it is');
  });

  test('names no run while a file is shown', async () => {
    const { store, book } = await openPlayground();
    const found = book.find(store.getState().run) ?? expect.fail();
    const file = book.place(found.view, found.record, 'a file');
    store.setState({ run: file });
    expect(wantedAddress(store.getState(), book, run)).toBe('no run');
    expect(wantedAddress(store.getState(), book, '')).toBe('as it is');
  });
});
