import { expect, test } from 'vitest';
import { drafted, draftOf, ownRun, usualDraft, withPanel } from '#embed/configurator/draft.ts';
import { embedPanels } from '#embed/embed_controller.ts';
import { usualParameters } from '#embed/parameters.ts';

const nothing = { search: '', hash: '' };

test('an empty address opens as usual', () => {
  expect(draftOf(nothing)).toEqual({ draft: usualDraft, refused: [] });
  expect(drafted(usualDraft).parameters).toEqual(usualParameters);
});

test('an address fills the fields, and its language is that of the page', () => {
  const search = '?scenario=exhibit/B04-tombstone&panels=stage,log&start=2s&lang=zh-CN&height=300';
  const { draft, refused } = draftOf({ search, hash: '' });
  expect(draft).toMatchObject({ scenario: 'exhibit/B04-tombstone', start: '2000ms', lang: '' });
  expect(refused).toEqual([]);
  const { parameters, heightPx } = drafted(draft);
  expect(parameters).toMatchObject({ panels: ['stage', 'log'], lang: undefined });
  expect(heightPx).toBe(300);
});

test('a run of a link is what is shown', () => {
  const { draft } = draftOf({ search: '?profile=modern', hash: '#run=1.abc' });
  expect(draft.scenario).toBe(ownRun);
  expect(drafted(draft).parameters).toMatchObject({ run: '1.abc', profile: 'modern' });
  const chosen = drafted({ ...draft, scenario: 'preset/tombstone' });
  expect(chosen.parameters).toMatchObject({ run: undefined, scenario: 'preset/tombstone' });
});

test('what an address says wrongly is told', () => {
  const { draft, refused } = draftOf({ search: '?theme=red&speed=2', hash: '' });
  expect(refused).toEqual([['theme', 'red']]);
  expect(draft).toMatchObject({ theme: 'auto', speed: '2' });
});

test.each([
  ['start', '-1'],
  ['end', 'soon'],
  ['speed', 'fast'],
  ['height', '20'],
  ['height', '4.5'],
] as const)('%s "%s" is wrong, and the usual stands in for it', (field, value) => {
  const { wrong, parameters, heightPx } = drafted({ ...usualDraft, [field]: value });
  expect([...wrong]).toEqual([field]);
  expect(parameters).toEqual(usualParameters);
  expect(heightPx).toBe(520);
});

test('parts keep their order; none at all is wrong', () => {
  const more = withPanel(usualDraft, 'log', embedPanels);
  expect(more.panels).toEqual(embedPanels.filter((each) => each !== 'lanes'));
  const none = { ...usualDraft, panels: [] };
  expect([...drafted(none).wrong]).toEqual(['panels']);
});
