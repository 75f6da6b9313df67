import { expect, test } from 'vitest';
import { en } from '#messages/en/en.ts';
import { panelSvgOf } from '#view-model/export/panel_svg.ts';
import { programOf } from '#view-model/object_key.ts';
import { playedRun, say } from './played_run.ts';

const { view } = playedRun('tombstone.lab');
const replaced = view.events.find(({ kind }) => kind === 'reflector.replaced');
const program = programOf(replaced?.actor ?? '');
const options = { program, words: en.words.strip, say };

test('a panel stands on its own: colours, size, title and what has happened', () => {
  const text = panelSvgOf(view, { ...options, at: view.lastSeq });
  expect(text).not.toContain('var(');
  expect(text).toMatch(/^<svg width="996" height="588" xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
  expect(text).toContain('<title>Informer Lab: ');
  expect(text).toMatch(/<desc>.+<\/desc>/);
  expect(text).toContain('>kube-apiserver</text>');
  expect(text.match(/<svg/g)).toHaveLength(1);
  expect(text.endsWith('</svg>\n')).toBe(true);
});

test('it is that of its hop', () => {
  const early = replaced?.seq ?? 0;
  const texts = [early, view.lastSeq].map((at) => panelSvgOf(view, { ...options, at }));
  expect(texts[0]).not.toBe(texts[1]);
});

test('a program that is not there is named', () => {
  expect(() => panelSvgOf(view, { ...options, program: 'nobody', at: 5 })).toThrow('nobody');
});
