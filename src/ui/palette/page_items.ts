/** What the palette offers besides verbs: time, views, panels, dialogs, lessons, client-go's releases. */

import type { Words } from '#messages/en/ui/words.ts';
import type { ProfileName } from '#trace/profile.ts';
import type { Site } from '#ui/playground/site.ts';
import { profileNames, profileWords, releaseText } from '#ui/profiles/profile_words.ts';
import { openScene } from '#ui/scenes/open_scene.ts';
import type { UndoStep } from '#ui/undo/undo_step.ts';
import { doing, type PaletteItem } from './palette_item.ts';

export interface PageSituation {
  readonly words: Words;
  readonly site: Site;
  /** The act that would be taken back. */
  readonly undo: UndoStep | undefined;
  readonly profile: ProfileName | undefined;
}

export function pageItems(situation: PageSituation): readonly PaletteItem[] {
  const { words, site, undo, profile } = situation;
  return [
    ...(undo === undefined ? [] : undoItems(undo)),
    ...timeItems,
    ...(undo === undefined ? undoItems(undo) : []),
    ...openItems,
    ...site.views.map((view, index): PaletteItem => {
      const { id, title, about } = view;
      const deed = doing(({ acts }) => acts.showView(id));
      return {
        id: `view ${id}`,
        group: 'Views',
        label: title(words),
        detail: about(words),
        keys: `${index + 1}`,
        deed,
      };
    }),
    ...site.panels.map(({ id, title }): PaletteItem => {
      const deed = doing(({ acts }) => (id === 'console' ? acts.openConsole() : acts.openTab(id)));
      return { id: `panel ${id}`, group: 'Panels', label: title(words), detail: 'panel', deed };
    }),
    ...profileItems(profile),
    ...site.scenes.map((scene): PaletteItem => {
      const deed = doing((handle) => openScene(handle, scene));
      const { id, title, about } = scene;
      return { id: `scene ${id}`, group: 'Scenes', label: title, detail: about, deed };
    }),
    ...site.lessons.map(({ address, title }): PaletteItem => {
      const deed = doing(({ acts }) => acts.openLesson(address));
      return { id: `lesson ${address}`, group: 'Lessons', label: title, detail: 'lesson', deed };
    }),
  ];
}

function undoItems(undo: UndoStep | undefined): readonly PaletteItem[] {
  return [
    {
      id: 'undo',
      group: 'Undo',
      label: 'Undo',
      detail: undo?.statement.split('\n')[0],
      keys: 'Ctrl Z',
      impossible: undo === undefined ? 'nothing has been done by hand yet' : undefined,
      deed: doing(({ acts }) => acts.undo()),
    },
  ];
}

const timeItems: readonly PaletteItem[] = [
  time('Play or pause', 'Space', ({ player }) => player.toggle()),
  time('One hop forward', '→', ({ player }) => player.step('hop', false)),
  time('One hop back', '←', ({ player }) => player.step('hop', true)),
  time('One watch event forward', 'Shift →', ({ player }) => player.step('event', false)),
  time('One watch event back', 'Shift ←', ({ player }) => player.step('event', true)),
  time('One reconcile forward', 'Alt →', ({ player }) => player.step('reconcile', false)),
  time('One reconcile back', 'Alt ←', ({ player }) => player.step('reconcile', true)),
  time('To the first hop', 'Home', ({ player }) => player.toStart()),
  time('To the last hop', 'End', ({ player }) => player.toEnd()),
  time('Faster', '+', ({ acts }) => acts.changeSpeed(1)),
  time('Slower', '−', ({ acts }) => acts.changeSpeed(-1)),
];

function time(label: string, keys: string, act: Parameters<typeof doing>[0]): PaletteItem {
  return { id: `time ${label}`, group: 'Time', label, keys, deed: doing(act) };
}

const openItems: readonly PaletteItem[] = [
  page('Scenes', 'g', ({ acts }) => acts.openDialog('scenes')),
  page('Settings of the run', 's', ({ acts }) => acts.openDialog('settings')),
  page('Edit the script', 'e', ({ acts }) => acts.openDialog('script')),
  page('Apply a manifest', 'a', ({ acts }) => acts.openApply()),
  page('Copy link to this hop', undefined, ({ acts }) => acts.copyLink()),
  page('Light or dark theme', 't', ({ acts }) => acts.toggleTheme()),
  page('Show the keys', '?', ({ acts }) => acts.toggleHelp()),
  page('Why did this hop happen?', 'w', ({ acts }) => acts.ask(undefined)),
];

function page(
  label: string,
  keys: string | undefined,
  act: Parameters<typeof doing>[0],
): PaletteItem {
  return { id: `page ${label}`, group: 'Page', label, keys, deed: doing(act) };
}

function profileItems(current: ProfileName | undefined): readonly PaletteItem[] {
  const impossible = (name: ProfileName): string | undefined =>
    name === current ? 'this run is under it already' : undefined;
  return profileNames.flatMap((name): readonly PaletteItem[] => [
    {
      id: `replay ${name}`,
      group: 'client-go',
      label: `Replay under ${name}`,
      detail: `${releaseText(name)}. ${profileWords[name]}`,
      impossible: impossible(name),
      deed: doing(({ acts }) => acts.replayUnder(name)),
    },
    {
      id: `compare ${name}`,
      group: 'client-go',
      label: `Compare with ${name}`,
      detail: `${releaseText(name)}, side by side`,
      impossible: impossible(name),
      deed: doing(({ acts }) => acts.compareUnder(name)),
    },
  ]);
}
