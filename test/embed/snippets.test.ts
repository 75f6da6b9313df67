import { expect, test } from 'vitest';
import { appAddress, type SnippetAsked, snippet, snippetNames } from '#embed/snippets.ts';

const site = 'https://lab.example/deep/';

function asked(more: Partial<SnippetAsked> = {}): SnippetAsked {
  const parameters = { scenario: 'preset/tombstone', autoplay: true, lang: 'zh-CN' } as const;
  const language = 'en';
  return { site, parameters, heightPx: 480, language, title: 'A tombstone', ...more };
}

test.each(snippetNames)('%s: every address in it is whole and of the site', (name) => {
  const text = snippet(name, asked());
  const addresses = text.match(/(?:src|href)(?:=|: )["'][^"']+|\]\(<[^>]+/g) ?? [];
  expect(addresses.length).toBeGreaterThan(0);
  for (const address of addresses) expect(address).toContain(site);
});

test('the element: script once, attributes, its height, a poster that leads to the app', () => {
  expect(snippet('element', asked())).toBe(
    `<script src="${site}embed.js" async></script>
<informer-lab scenario="tombstone" autoplay lang="zh-CN" style="display:block;height:480px">
  <a href="${site}?lang=zh-CN#preset=tombstone"><img src="${site}posters/preset/tombstone.zh-CN.svg" alt="A tombstone" style="width:100%;height:480px;object-fit:contain"></a>
</informer-lab>
`,
  );
});

test('slides start and stop it themselves', () => {
  expect(snippet('reveal', asked())).not.toContain('autoplay');
});

test.each([
  ['element', 'alt="&lt;b&gt; &amp; &quot;&#123;x&#125;&quot;"'],
  ['frame', 'title="&lt;b&gt; &amp; &quot;&#123;x&#125;&quot;"'],
  ['docusaurus', 'alt="&lt;b&gt; &amp; &quot;&#123;x&#125;&quot;"'],
  ['feed', 'alt="&lt;b&gt; &amp; &quot;&#123;x&#125;&quot;"'],
] as const)('%s: a title stays text', (name, expected) => {
  expect(snippet(name, asked({ title: '<b> & "{x}"' }))).toContain(expected);
});

test('in Markdown, brackets of a title are no link', () => {
  expect(snippet('markdown', asked({ title: 'a [b] c' }))).toContain('[![a \\[b\\] c](<');
});

test.each([
  ['the first scene', {}, site],
  ['an exhibit', { scenario: 'exhibit/B04-tombstone' }, `${site}#exhibit=B04-tombstone`],
  ['a lesson', { scenario: 'lesson/L02-versions' }, `${site}#lesson=L02-versions`],
  ['a run of a link', { run: '1.abc' }, `${site}#run=1.abc`],
  ['a scene in Chinese', { lang: 'zh-CN' }, `${site}?lang=zh-CN`],
] as const)('the poster of %s leads to it', (_name, parameters, address) => {
  expect(appAddress(asked({ parameters }))).toBe(address);
});

test('a run of a link has no poster: its title stands there', () => {
  const run = asked({ parameters: { run: '1.abc' } });
  for (const name of snippetNames) expect(snippet(name, run)).not.toContain('posters/');
  expect(snippet('markdown', run)).toBe(`[A tombstone](<${site}#run=1.abc>)\n`);
});

test('the poster is in the language of the embed, or else in that of whoever makes it', () => {
  const parameters = { scenario: 'preset/tombstone' };
  const own = snippet('markdown', asked({ parameters, language: 'zh-CN' }));
  expect(own).toContain('posters/preset/tombstone.zh-CN.svg');
  const chosen = asked({ parameters: { ...parameters, lang: 'en' }, language: 'zh-CN' });
  expect(snippet('markdown', chosen)).toContain('posters/preset/tombstone.svg');
});
