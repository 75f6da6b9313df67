import { expect, test } from 'vitest';
import { postersOf } from '#cli/site/scenario_posters.ts';
import { allScenarios } from '#cli/site/scenarios.ts';
import { presetPanels } from '#cli/strip_panels.ts';
import { preset } from '#lessons/presets/tombstone/preset.ts';

const scenarios = allScenarios();

function posters(address: string, panels: Parameters<typeof postersOf>[1] = []) {
  const scenario = scenarios.find((each) => each.address === address);
  if (scenario === undefined) throw new Error(`expected ${address}`);
  return postersOf(scenario, panels);
}

test('every scenario has an address of its own, a title and an objective in both languages', () => {
  expect(scenarios.length).toBeGreaterThan(30);
  expect(new Set(scenarios.map(({ address }) => address)).size).toBe(scenarios.length);
  for (const { address, titles, objectives } of scenarios) {
    expect(address).toMatch(/^(opening|(lesson|exhibit|preset)\/[A-Za-z0-9-]+)$/);
    for (const text of [...Object.values(titles), ...Object.values(objectives)]) {
      expect(text, address).not.toBe('');
    }
  }
});

test('a poster shows the moment at which its scenario turns, with its line', () => {
  const { en, 'zh-CN': chinese } = posters('preset/tombstone', presetPanels(preset));
  expect(en).toContain('>A tombstone</text>');
  expect(en).toContain('The relist brings a tombstone for the missing key.');
  expect(en).toContain('>OnDelete</text>');
  expect(en).toContain('>a tombstone</text>');
  expect(chinese).toContain('>墓碑</text>');
  expect(chinese).toContain('lang="zh-CN"');
});

test('the poster of the opening scene shows a message on its way', () => {
  const { en } = posters('opening');
  expect(en).toContain('>rs-controller');
  expect(en).toMatch(/class="f-panel s-add"/);
});

test('a poster stands alone: plain colours, rules for dark pages, nothing that is fetched or run', () => {
  for (const svg of Object.values(posters('preset/tombstone', presetPanels(preset)))) {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 960 540"/);
    expect(svg).not.toMatch(/var\(|<script|href|url\(|@import|\son[a-z]+=/);
    expect(svg).toContain('prefers-color-scheme:dark');
    const used = new Set(
      [...svg.matchAll(/class="([^"]+)"/g)].flatMap(([, names = '']) => names.split(' ')),
    );
    expect(used.size).toBeGreaterThan(5);
    for (const name of used) expect(svg).toMatch(new RegExp(`\\.${name}\\{(fill|stroke):#`));
    const open = [...svg.matchAll(/<([a-z]+)\b[^>]*?(\/?)>|<\/([a-z]+)>/g)];
    const depth: string[] = [];
    for (const [, begun, closed, ended] of open) {
      if (begun !== undefined && closed === '') depth.push(begun);
      if (ended !== undefined) expect(depth.pop()).toBe(ended);
    }
    expect(depth).toEqual([]);
  }
});
