/** A link that the command line makes is one that it opens, with the hash that it prints. */

import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hashScript } from '#cli/lab_hash.ts';
import { linkScript } from '#cli/lab_link.ts';
import { openLink } from '#cli/lab_open.ts';
import type { LabOptions } from '#cli/lab_script.ts';
import { decodeLink, encodeLink } from '#trace/link/link_codec.ts';
import type { SharedLink } from '#trace/link/shared_link.ts';

const file = join(import.meta.dirname, '../scripts/tombstone.lab');
const options: LabOptions = { overrides: {}, until: undefined, format: 'text' };
let told = '';

beforeEach(() => {
  const hear = (text: unknown): boolean => {
    told += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(hear);
  vi.spyOn(process.stderr, 'write').mockImplementation(hear);
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** What it writes, and its exit code. */
function said(act: () => number): { readonly code: number; readonly text: string } {
  told = '';
  const code = act();
  return { code, text: told };
}

function linkOf(hash: string): SharedLink {
  const decoded = decodeLink(hash);
  if (!decoded.ok || decoded.value?.kind !== 'runs') throw new Error(`expected runs in ${hash}`);
  return decoded.value.link;
}

describe('a link of the command line', () => {
  test('holds the hash that is printed of its script, and holds when it is opened', () => {
    const { code, text } = said(() => linkScript(file, options));
    expect(code).toBe(0);
    const [hash = ''] = said(() => hashScript(file, options)).text.split(' ');
    expect(linkOf(text.trim()).runs).toMatchObject([{ hash, name: 'tombstone.lab' }]);
    const address = `https://example.org/informer-lab/?view=sequence${text.trim()}`;
    for (const link of [text.trim(), text.trim().slice(1), address]) {
      const opened = said(() => openLink(link));
      expect(opened.code).toBe(0);
      expect(opened.text).toContain(hash);
    }
  });

  test('that does not hold says so', () => {
    const link = linkOf(said(() => linkScript(file, options)).text.trim());
    const runs = link.runs.map((run) => ({ ...run, hash: '0123456789abcdef' }));
    const { code, text } = said(() =>
      openLink(encodeLink({ ...link, engine: '0.0.9', runs }) ?? ''),
    );
    expect(code).toBe(1);
    expect(text).toContain('made with engine 0.0.9');
    expect(text).toContain('expected 0123456789abcdef');
  });

  test('that is damaged says where', () => {
    const hash = said(() => linkScript(file, options)).text.trim();
    const { code, text } = said(() => openLink(hash.slice(0, -4)));
    expect(code).toBe(2);
    expect(text).toMatch(/^character \d+ of the hash: the link is cut off/);
    expect(said(() => openLink('')).code).toBe(2);
  });
});
