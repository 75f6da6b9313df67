import { expect, test } from 'vitest';
import { instant } from '#base/time.ts';
import { frameAddress } from '#embed/frame_address.ts';
import { parameterNames } from '#embed/parameter_names.ts';
import {
  type EmbedParameters,
  parameterTable,
  queryOf,
  readParameters,
  usualParameters,
  withParameters,
  writeParameters,
} from '#embed/parameters.ts';
import { readFile } from '#test/tidy/repository_files.ts';

test('nothing said is as usual', () => {
  expect(readParameters(new URLSearchParams())).toEqual({
    parameters: usualParameters,
    problems: [],
  });
  expect(writeParameters(usualParameters)).toEqual([]);
});

const rows: readonly [string, string, Partial<EmbedParameters>][] = [
  ['a scene by its name alone', 'scenario=tombstone', { scenario: 'preset/tombstone' }],
  ['an exhibit', 'scenario=exhibit/B04-tombstone', { scenario: 'exhibit/B04-tombstone' }],
  ['a lesson', 'scenario=lesson/L02-versions', { scenario: 'lesson/L02-versions' }],
  ['a run of a link', 'run=1.eyJ9', { run: '1.eyJ9' }],
  ['panels in any order', 'panels=log,stage', { panels: ['stage', 'log'] }],
  ['a profile', 'profile=modern', { profile: 'modern' }],
  ['fewer controls', 'controls=minimal', { controls: 'minimal' }],
  ['a theme', 'theme=dark', { theme: 'dark' }],
  ['an attribute without a value', 'autoplay=', { autoplay: true }],
  ['an attribute that says no', 'autoplay=false', { autoplay: false }],
  ['a hop to begin at', 'start=120', { start: { kind: 'hop', hop: 120 } }],
  ['seconds', 'start=2.5s', { start: { kind: 'instant', at: instant(2_500_000_000) } }],
  ['milliseconds', 'end=350ms', { end: { kind: 'instant', at: instant(350_000_000) } }],
  ['a fraction', 'end=12.5%25', { end: { kind: 'fraction', fraction: 0.125 } }],
  ['a speed', 'speed=0.5', { speed: 0.5 }],
  ['a language', 'lang=zh-CN', { lang: 'zh-CN' }],
  ['a language with another region', 'lang=en-GB', { lang: 'en' }],
];

test.each(rows)('%s: %s', (_name, query, expected) => {
  const read = readParameters(new URLSearchParams(query));
  expect(read).toEqual({ parameters: { ...usualParameters, ...expected }, problems: [] });
  const written = new URLSearchParams(writeParameters(read.parameters).map((each) => [...each]));
  expect(readParameters(written)).toEqual(read);
});

test.each(rows)('an address with %s is read as it was written', (_name, query) => {
  const { parameters } = readParameters(new URLSearchParams(query));
  const address = withParameters('https://lab.example/deep/embed.html', parameters);
  expect(readParameters(queryOf(new URL(address)))).toEqual({ parameters, problems: [] });
});

test('an address is as a person would write it, and keeps a run out of what servers see', () => {
  const page = 'https://lab.example/embed.html';
  const wanted = { scenario: 'exhibit/B04-tombstone', panels: ['stage', 'log'], autoplay: true };
  expect(withParameters(page, wanted as Partial<EmbedParameters>)).toBe(
    `${page}?scenario=exhibit/B04-tombstone&panels=stage,log&autoplay`,
  );
  expect(withParameters(page, { run: '1.abc', speed: 2 })).toBe(`${page}?speed=2#run=1.abc`);
});

test.each([
  ['scenario', '../../etc/passwd'],
  ['scenario', 'museum/B04'],
  ['run', ''],
  ['panels', 'stage,chart'],
  ['panels', ''],
  ['profile', 'toString'],
  ['controls', 'all'],
  ['theme', 'red'],
  ['autoplay', 'maybe'],
  ['start', '-3'],
  ['start', '2.5'],
  ['end', '130%'],
  ['end', '5 minutes'],
  ['speed', '0'],
  ['speed', 'fast'],
  ['lang', 'tlh'],
])('%s="%s" is told, and the rest is used', (name, value) => {
  const { parameters, problems } = readParameters(new URLSearchParams([[name, value]]));
  expect(parameters).toEqual(usualParameters);
  expect(problems).toMatchObject([{ name, value }]);
});

test('a frame gets every attribute that is a parameter, and who may talk to it', () => {
  const attributes: Readonly<Record<string, string>> = {
    scenario: 'tombstone',
    autoplay: '',
    start: '25%',
    class: 'wide',
    onclick: 'alert(1)',
    run: '1.abc',
  };
  const attribute = (name: string) => attributes[name] ?? null;
  const asked = { base: 'https://lab.example/deep/', attribute, origin: 'https://blog.example' };
  expect(frameAddress(asked)).toBe(
    'https://lab.example/deep/embed.html?scenario=tombstone&autoplay=&start=25%25&origin=https%3A%2F%2Fblog.example#run=1.abc',
  );
  expect(frameAddress({ ...asked, origin: 'null' })).not.toContain('origin');
});

test('the documentation has every parameter as the table has it', () => {
  const { text } = readFile('.github/EMBED.md');
  for (const name of parameterNames) {
    const { values, about } = parameterTable[name];
    expect(text).toContain(`| \`${name}\` | ${values} | ${about} |`);
  }
});
