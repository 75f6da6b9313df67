/**
 * The texts to copy into another page: for plain HTML, a frame, slides, a documentation site, a README and a
 * feed. The configurator shows them and the tests run them: there are no others.
 */

import type { LocaleTag } from '#messages/locale.ts';
import { frameSandbox } from './frame_sandbox.ts';
import { type EmbedParameters, withParameters, writeParameters } from './parameters.ts';

export const snippetNames = [
  'element',
  'frame',
  'reveal',
  'docusaurus',
  'markdown',
  'feed',
] as const;

export type SnippetName = (typeof snippetNames)[number];

export interface SnippetAsked {
  /** The site's folder, absolute, with a slash at its end. */
  readonly site: string;
  readonly parameters: Partial<EmbedParameters>;
  readonly heightPx: number;
  /** Of the poster, where the parameters name no language. */
  readonly language: LocaleTag;
  /** What is shown, in words: the poster's alternative text and the frame's title. */
  readonly title: string;
}

type Attributes = readonly (readonly [string, string])[];

/** One text, ready to be pasted. */
export function snippet(name: SnippetName, asked: SnippetAsked): string {
  return `${writers[name](asked).join('\n')}\n`;
}

const writers: Readonly<Record<SnippetName, (asked: SnippetAsked) => readonly string[]>> = {
  element: (asked) => [scriptTag(asked), ...elementLines(asked, html)],
  frame: (asked) =>
    [
      tag('iframe', [
        ['src', withParameters(`${asked.site}embed.html`, asked.parameters)],
        ['title', asked.title],
        ['width', '100%'],
        ['height', String(asked.heightPx)],
        ['style', 'border:0'],
        ['loading', 'lazy'],
        ['sandbox', frameSandbox],
        ['referrerpolicy', 'no-referrer'],
      ]),
    ].map((open) => `${open}</iframe>`),
  reveal: (asked) => [
    '<section>',
    ...indented([`<h2>${escaped(asked.title)}</h2>`, ...elementLines(driven(asked), html)]),
    '</section>',
    '',
    '<!-- once, after Reveal.initialize(…) -->',
    scriptTag(asked),
    '<script>',
    '  // A slide that is left rests; one that is shown goes on.',
    '  const labs = (slide) => slide?.querySelectorAll("informer-lab") ?? [];',
    '  const shown = ({ previousSlide, currentSlide }) => {',
    '    for (const lab of labs(previousSlide)) lab.pause?.().catch(console.warn);',
    '    for (const lab of labs(currentSlide)) {',
    '      customElements.whenDefined("informer-lab").then(() => lab.play()).catch(console.warn);',
    '    }',
    '  };',
    '  Reveal.on("ready", shown);',
    '  Reveal.on("slidechanged", shown);',
    '</script>',
  ],
  docusaurus: (asked) => [
    '// docusaurus.config.js',
    `scripts: [{ src: '${asked.site}embed.js', async: true }],`,
    '',
    '{/* in a page, .mdx */}',
    ...elementLines(asked, jsx),
  ],
  markdown: (asked) => {
    const address = appAddress(asked);
    const title = asked.title.replace(/[\\[\]]/g, '\\$&');
    const poster = posterAddress(asked);
    return [
      poster === undefined
        ? `[${title}](<${address}>)`
        : `[![${title}](<${poster}>)](<${address}>)`,
    ];
  },
  feed: (asked) => {
    const poster = posterAddress(asked);
    const picture =
      poster === undefined
        ? []
        : [
            tag('img', [
              ['src', poster],
              ['alt', asked.title],
              ['width', '640'],
            ]),
            '<br>',
          ];
    return [
      `<p><a href="${escaped(appAddress(asked))}">${picture.join('')}${escaped(asked.title)}</a></p>`,
    ];
  },
};

/** How attributes are written: styles are text in HTML and an object in JSX, and JSX closes every tag. */
interface Dialect {
  readonly style: (rules: Attributes) => string;
  readonly close: string;
}

const html: Dialect = {
  style: (rules) => `style="${rules.map((rule) => rule.join(':')).join(';')}"`,
  close: '>',
};

const jsx: Dialect = {
  style: (rules) =>
    `style={{ ${rules.map(([name, value]) => `${camelCased(name)}: '${value}'`).join(', ')} }}`,
  close: ' />',
};

function elementLines(asked: SnippetAsked, { style, close }: Dialect): readonly string[] {
  const height = `${asked.heightPx}px`;
  const attributes = writeParameters(asked.parameters);
  const open = tag('informer-lab', attributes).slice(0, -1);
  const box = style([
    ['display', 'block'],
    ['height', height],
  ]);
  const poster = posterAddress(asked);
  const picture = style([
    ['width', '100%'],
    ['height', height],
    ['object-fit', 'contain'],
  ]);
  const content =
    poster === undefined
      ? escaped(asked.title)
      : `<img src="${escaped(poster)}" alt="${escaped(asked.title)}" ${picture}${close}`;
  return [
    `${open} ${box}>`,
    `  <a href="${escaped(appAddress(asked))}">${content}</a>`,
    '</informer-lab>',
  ];
}

/** Without a beginning of its own: the page around it says when. */
function driven(asked: SnippetAsked): SnippetAsked {
  return { ...asked, parameters: { ...asked.parameters, autoplay: false } };
}

/** The whole app with the same scene: where a poster leads. */
export function appAddress({ site, parameters }: SnippetAsked): string {
  const { run, scenario = 'opening', lang } = parameters;
  const address = new URL(site);
  if (lang !== undefined) address.searchParams.set('lang', lang);
  if (run !== undefined) address.hash = `run=${run}`;
  else if (scenario !== 'opening') address.hash = scenario.replace('/', '=');
  return address.href;
}

/** The still picture of a scenario; a run of one's own has none. */
export function posterAddress(asked: SnippetAsked): string | undefined {
  const { site, parameters } = asked;
  const { run, scenario = 'opening', lang = asked.language } = parameters;
  if (run !== undefined) return undefined;
  return `${site}posters/${scenario}${lang === 'en' ? '' : `.${lang}`}.svg`;
}

function scriptTag({ site }: SnippetAsked): string {
  return `<script src="${escaped(site)}embed.js" async></script>`;
}

function tag(name: string, attributes: Attributes): string {
  const written = attributes.map(([key, value]) =>
    value === '' ? key : `${key}="${escaped(value)}"`,
  );
  return `<${[name, ...written].join(' ')}>`;
}

/** Safe between quotes and between tags, in HTML and in JSX. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('{', '&#123;')
    .replaceAll('}', '&#125;');
}

function camelCased(name: string): string {
  return name.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
