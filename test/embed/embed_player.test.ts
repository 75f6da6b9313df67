import { describe, expect, test } from 'vitest';
import { recordingOf } from '#cli/site/record_scenario.ts';
import { allScenarios } from '#cli/site/scenarios.ts';
import type { EmbedEvent } from '#embed/embed_controller.ts';
import { EmbedPlayer } from '#embed/page/embed_player.ts';
import { fractionOf, hopOf, rangeOf } from '#embed/page/places.ts';
import { type EmbedParameters, usualParameters } from '#embed/parameters.ts';
import { en } from '#messages/en/en.ts';
import { zhCN } from '#messages/zh-CN/zh_cn.ts';
import { EngineHost } from '#session/engine_host.ts';
import { playedScenario } from '#test/cli/site/played_scenarios.ts';
import type { EngineReply } from '#trace/engine_port.ts';
import type { Recording } from '#trace/recording/recording_file.ts';
import { localClient } from '#ui/engine/engine_client.ts';
import { RunView } from '#view-model/run_view.ts';

const scenario = allScenarios().find(({ address }) => address === 'preset/tombstone');
if (scenario === undefined) throw new Error('expected the preset tombstone');
const recording = recordingOf(scenario, playedScenario(scenario));
const view = new RunView();
view.append(recording.events, recording.mentions);
const last = view.lastSeq;

/** An embed page without a browser, and what it told. */
async function opened(
  asked: Partial<EmbedParameters> = {},
  given: { readonly recording?: Recording } = {},
) {
  const started: number[] = [];
  const player = new EmbedPlayer(
    { parameters: { ...usualParameters, ...asked }, problems: [], locale: en },
    {
      start: () => {
        started.push(1);
        const host = new EngineHost();
        return localClient((request, reply) =>
          host.answer(request, (said) => reply(JSON.parse(JSON.stringify(said)) as EngineReply)),
        );
      },
      loadLocale: (tag) => Promise.resolve(tag === 'en' ? en : zhCN),
      wholeLocale: (tag) => Promise.resolve(tag === 'en' ? en : zhCN),
      showTheme: () => undefined,
      darkNow: (theme) => theme === 'dark',
      openApp: () => undefined,
      soon: (work) => queueMicrotask(work),
    },
  );
  const told: EmbedEvent[] = [];
  player.subscribe((event) => told.push(event));
  player.see(true);
  const { scene, record } = given.recording ?? recording;
  player.open({
    scenario: scene.scenario,
    record,
    recording: given.recording ?? recording,
    focus: { program: 'rs-controller', informer: scene.focus },
    start: () => scene.start,
    titles: scene.titles,
    linked: undefined,
  });
  await settled();
  return { player, told, started, kinds: () => told.map(({ kind }) => kind) };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('places of a run', () => {
  const whole = { start: 0, end: last };
  const at = view.at(900);

  test.each([
    { name: 'a hop', place: { kind: 'hop', hop: 900 } as const, hop: 900 },
    { name: 'a hop beyond the end', place: { kind: 'hop', hop: 1e6 } as const, hop: last },
    { name: 'the start', place: { kind: 'fraction', fraction: 0 } as const, hop: 0 },
    { name: 'the end', place: { kind: 'fraction', fraction: 1 } as const, hop: last },
    { name: 'a fraction too large', place: { kind: 'fraction', fraction: 7 } as const, hop: last },
  ])('$name is a hop', ({ place, hop }) => {
    expect(hopOf(view, place, whole)).toBe(hop);
  });

  test('an instant is the last hop that has happened by then', () => {
    const hop = hopOf(view, { kind: 'instant', at }, whole);
    expect(view.at(hop)).toBe(at);
    expect(view.at(hop + 1)).toBeGreaterThan(at);
  });

  test('a fraction of a part comes back as the same fraction', () => {
    const part = { start: 700, end: 1500 };
    for (const fraction of [0.1, 0.5, 0.9]) {
      const hop = hopOf(view, { kind: 'fraction', fraction }, part);
      expect(hop).toBeGreaterThan(part.start);
      expect(hop).toBeLessThan(part.end);
      expect(fractionOf(view, view.pace.shownAt(hop), part)).toBeCloseTo(fraction, 1);
    }
  });

  test('a part must end after it begins', () => {
    expect(rangeOf(view, 700, { kind: 'hop', hop: 900 })).toEqual({ start: 700, end: 900 });
    expect(rangeOf(view, 700, { kind: 'hop', hop: 700 })).toBeUndefined();
    expect(rangeOf(view, { kind: 'fraction', fraction: 0.9 }, undefined)?.end).toBe(last);
  });
});

describe('the player of an embed', () => {
  test('stands at the usual beginning of its recording, ready, without an engine', async () => {
    const { player, started, kinds } = await opened();
    expect(player.state()).toMatchObject({
      phase: 'ready',
      playing: false,
      hop: recording.scene.start,
      range: { start: recording.scene.start, end: last },
      fraction: 0,
      source: 'recording',
      title: 'A tombstone',
      scenario: 'preset/tombstone',
      profile: 'classic',
      hash: recording.hash,
    });
    expect(started).toEqual([]);
    expect(kinds().filter((kind) => kind === 'ready')).toHaveLength(1);
    expect(kinds()).not.toContain('touched');
  });

  test('gives the same state until something changes, and tells each change once', async () => {
    const { player, told } = await opened();
    const before = player.state();
    expect(player.state()).toBe(before);
    told.length = 0;
    player.setSpeed(4.4);
    player.setControls('minimal');
    await settled();
    expect(player.state()).not.toBe(before);
    expect(told).toEqual([{ kind: 'changed', state: player.state() }]);
    expect(player.state()).toMatchObject({ speed: 5, controls: 'minimal' });
  });

  test('keeps within its part, whatever is asked for', async () => {
    const hops = (hop: number) => ({ kind: 'hop', hop }) as const;
    const { player } = await opened({ start: hops(700), end: hops(900) });
    expect(player.state()).toMatchObject({ hop: 700, range: { start: 700, end: 900 } });
    player.seek(hops(5));
    expect(player.state().hop).toBe(700);
    player.seek({ kind: 'fraction', fraction: 1 });
    expect(player.state()).toMatchObject({ hop: 900, ended: true, fraction: 1 });
    player.handle.player.toStart();
    expect(player.state().hop).toBe(700);
    player.seek(hops(800));
    player.step('hop', 'back');
    expect(player.state().hop).toBe(799);
  });

  test('begins before its usual start if it is only told where to end', async () => {
    const { player } = await opened({ end: { kind: 'hop', hop: 300 } });
    expect(player.state().range).toEqual({ start: 0, end: 300 });
  });

  test('shows the whole run, with a word about it, if its part is empty', async () => {
    const { player } = await opened({
      start: { kind: 'hop', hop: 500 },
      end: { kind: 'hop', hop: 400 },
    });
    const { problems } = player.settings.getState();
    expect(problems.map((say) => say(en.words.embedPage))).toEqual([en.words.embedPage.emptyRange]);
    expect(player.state().range.end).toBe(last);
  });

  test('plays only while it is seen, and goes on when it is seen again', async () => {
    const { player } = await opened();
    player.see(false);
    player.play();
    expect(player.state()).toMatchObject({ playing: true, waiting: true });
    player.see(true);
    expect(player.state()).toMatchObject({ playing: true, waiting: false });
    player.see(false);
    expect(player.handle.store.getState().playing).toBe(false);
    expect(player.state()).toMatchObject({ playing: true, waiting: true });
    player.pause();
    player.see(true);
    expect(player.state()).toMatchObject({ playing: false, waiting: false });
  });

  test('plays by itself if asked to, and takes its poster away then', async () => {
    const { player } = await opened({ autoplay: true });
    expect(player.state().playing).toBe(true);
    expect(player.settings.getState().covered).toBe(false);
    const { player: still } = await opened();
    expect(still.settings.getState().covered).toBe(true);
  });

  test('tells the caption in its language', async () => {
    const { player, told } = await opened();
    player.seek({ kind: 'hop', hop: 900 });
    await settled();
    const english = player.state().caption;
    expect(told).toContainEqual({ kind: 'caption', caption: english, hop: 900 });
    await player.setLanguage('zh-CN');
    await settled();
    expect(player.state()).toMatchObject({ language: 'zh-CN', title: '墓碑' });
    expect(player.state().caption).not.toBe(english);
  });

  test('starts the engine once, when it is touched, and knows more from then on', async () => {
    const { player, started, kinds } = await opened();
    expect(await player.touch()).toBe(true);
    expect(await player.touch()).toBe(true);
    expect(started).toEqual([1]);
    expect(player.state()).toMatchObject({ source: 'engine', hash: recording.hash });
    expect(kinds().filter((kind) => kind === 'touched')).toHaveLength(1);
  });

  test('does an act in the past in the engine, in a run that goes beyond the recording', async () => {
    const { player, started } = await opened();
    player.seek({ kind: 'hop', hop: 900 });
    const outcome = await player.act('watch rs-controller/pods cut');
    expect(outcome).toMatchObject({ kind: 'done' });
    expect(started).toEqual([1]);
    const { hash, hop, range } = player.state();
    expect(hash).not.toBe(recording.hash);
    expect(hop).toBeGreaterThan(900);
    const events = player.view?.events ?? [];
    expect(range.end).toBe(events.at(-1)?.seq);
    expect(events.slice(0, 900)).toEqual(recording.events.slice(0, 900));
    expect(events.slice(900, hop).map(({ kind }) => kind)).toContain('command.applied');
  });

  test('does an act at the end, and then plays on', async () => {
    const { player } = await opened();
    player.seek({ kind: 'fraction', fraction: 1 });
    expect(await player.act('watch rs-controller/pods cut')).toMatchObject({
      kind: 'done',
      forked: false,
    });
    expect(player.state().range.end).toBeGreaterThan(last);
  });

  test('says what is wrong with a statement, and stays where it is', async () => {
    const { player, told } = await opened();
    const { hop } = player.state();
    const outcome = await player.act('watch nowhere cut');
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(told).toContainEqual(expect.objectContaining({ kind: 'error', fatal: false }));
    expect(player.state()).toMatchObject({ hop, phase: 'ready' });
  });

  test('fails when its engine plays the run otherwise, and does nothing half', async () => {
    const wrong = { ...recording, hash: '0123456789abcdef' };
    const { player, told } = await opened({}, { recording: wrong });
    const outcome = await player.act('watch rs-controller/pods cut');
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(player.state().phase).toBe('failed');
    expect(told).toContainEqual(expect.objectContaining({ kind: 'error', fatal: true }));
    expect(player.view?.length).toBe(recording.events.length);
  });
});
