/** What the palette offers besides verbs: time, views, panels, dialogs, lessons, client-go's releases. */

import type { Words } from '#messages/en/ui/words.ts';
import { localeNames, localeTags } from '#messages/locale_tags.ts';
import type { ProfileName } from '#trace/profile.ts';
import { exportFormats } from '#ui/export/export_format.ts';
import type { Titles } from '#ui/lesson/lesson_catalogue.ts';
import { libraryPages } from '#ui/library/library_pages.ts';
import type { Site } from '#ui/playground/site.ts';
import { profileNames, releaseText } from '#ui/profiles/profile_words.ts';
import { openScene } from '#ui/scenes/open_scene.ts';
import type { UndoStep } from '#ui/undo/undo_step.ts';
import { doing, type PaletteItem } from './palette_item.ts';

export interface PageSituation {
  readonly words: Words;
  readonly site: Site;
  /** Of what there is to learn from; `undefined` until they are there. */
  readonly titles: Titles | undefined;
  /** The act that would be taken back. */
  readonly undo: UndoStep | undefined;
  readonly profile: ProfileName | undefined;
}

export function pageItems(situation: PageSituation): readonly PaletteItem[] {
  const { words, site, titles, undo, profile } = situation;
  const { palette } = words;
  return [
    ...(undo === undefined ? [] : undoItems(undo, words)),
    ...timeItems(palette),
    ...(undo === undefined ? undoItems(undo, words) : []),
    ...openItems(palette),
    ...exportItems(words),
    ...languageItems(palette),
    ...site.views.map((view, index): PaletteItem => {
      const { id, title, about } = view;
      const deed = doing(({ acts }) => acts.showView(id));
      return {
        id: `view ${id}`,
        group: palette.groups.views,
        label: title(words),
        detail: about(words),
        keys: `${index + 1}`,
        deed,
      };
    }),
    ...site.panels.map(({ id, title }): PaletteItem => {
      const deed = doing(({ acts }) => (id === 'console' ? acts.openConsole() : acts.openTab(id)));
      return {
        id: `panel ${id}`,
        group: palette.groups.panels,
        label: title(words),
        detail: palette.panel,
        deed,
      };
    }),
    ...profileItems(profile, words),
    ...site.scenes.map((scene): PaletteItem => {
      const deed = doing((handle) => openScene(handle, scene));
      const { id } = scene;
      const { title, about } = words.scenes.scenes[id];
      return { id: `scene ${id}`, group: palette.groups.scenes, label: title, detail: about, deed };
    }),
    ...learningItems(site.catalogue, titles, words),
    ...libraryItems(words),
  ];
}

/** What can be seen to be done in stage mode, where the page around is not there. */
export function isForStage({ id }: PaletteItem): boolean {
  return /^(undo$|time |language |page (theme|apply)$)/.test(id);
}

function libraryItems({ library }: Words): readonly PaletteItem[] {
  return libraryPages.map((page) => ({
    id: `library ${page}`,
    group: library.title,
    label: library.pages[page],
    detail: library.about[page],
    deed: doing(({ acts }) => acts.openLibrary({ page, query: '' })),
  }));
}

function learningItems(
  { lessons, exhibits, presets }: Site['catalogue'],
  titles: Titles | undefined,
  { palette, lesson }: Words,
): readonly PaletteItem[] {
  if (titles === undefined) return [];
  const { groups } = palette;
  return [
    ...lessons.map(({ address }): PaletteItem => {
      const deed = doing(({ acts }) => acts.openLesson(address));
      const detail = `${numberOf(address)} · ${palette.lesson}`;
      const label = titles.of(address);
      return { id: `lesson ${address}`, group: groups.lessons, label, detail, deed };
    }),
    ...exhibits.map(({ address }): PaletteItem => {
      const deed = doing(({ acts }) => acts.openLesson(address));
      const detail = numberOf(address);
      const label = titles.of(address);
      return { id: `exhibit ${address}`, group: lesson.exhibits, label, detail, deed };
    }),
    ...presets.map(({ address }): PaletteItem => {
      const deed = doing(({ acts }) => acts.openPreset(address));
      const label = titles.presetOf(address);
      return { id: `preset ${address}`, group: lesson.presets, label, deed };
    }),
  ];
}

/** `L05` of `L05-list-and-watch`. */
function numberOf(address: string): string {
  return address.slice(0, Math.max(0, address.indexOf('-')));
}

function undoItems(
  undo: UndoStep | undefined,
  { palette, notices }: Words,
): readonly PaletteItem[] {
  return [
    {
      id: 'undo',
      group: palette.groups.undo,
      label: notices.undo,
      detail: undo?.statement.split('\n')[0],
      keys: 'Ctrl Z',
      impossible: undo === undefined ? palette.nothingDone : undefined,
      deed: doing(({ acts }) => acts.undo()),
    },
  ];
}

type Act = Parameters<typeof doing>[0];
type PaletteWords = Words['palette'];

const timeActs: readonly (readonly [keyof PaletteWords['time'], keys: string, Act])[] = [
  ['toggle', 'Space', ({ player }) => player.toggle()],
  ['hop', '→', ({ player }) => player.step('hop', false)],
  ['hopBack', '←', ({ player }) => player.step('hop', true)],
  ['event', 'Shift →', ({ player }) => player.step('event', false)],
  ['eventBack', 'Shift ←', ({ player }) => player.step('event', true)],
  ['reconcile', 'Alt →', ({ player }) => player.step('reconcile', false)],
  ['reconcileBack', 'Alt ←', ({ player }) => player.step('reconcile', true)],
  ['start', 'Home', ({ player }) => player.toStart()],
  ['end', 'End', ({ player }) => player.toEnd()],
  ['faster', '+', ({ acts }) => acts.changeSpeed(1)],
  ['slower', '−', ({ acts }) => acts.changeSpeed(-1)],
];

function timeItems({ groups, time }: PaletteWords): readonly PaletteItem[] {
  return timeActs.map(([name, keys, act]) => {
    const id = `time ${name}`;
    return { id, group: groups.time, label: time[name], keys, deed: doing(act) };
  });
}

const pageActs: readonly (readonly [keyof PaletteWords['page'], keys: string | undefined, Act])[] =
  [
    ['scenes', 'g', ({ acts }) => acts.openDialog('scenes')],
    ['settings', 's', ({ acts }) => acts.openDialog('settings')],
    ['script', 'e', ({ acts }) => acts.openDialog('script')],
    ['apply', 'a', ({ acts }) => acts.openApply()],
    ['present', undefined, ({ acts }) => acts.present()],
    ['export', undefined, ({ acts }) => acts.openDialog('export')],
    ['link', undefined, ({ acts }) => acts.copyLink()],
    ['share', undefined, ({ acts }) => acts.openDialog('share')],
    ['embed', undefined, ({ acts }) => acts.embedRun()],
    ['theme', 't', ({ acts }) => acts.toggleTheme()],
    ['keys', '?', ({ acts }) => acts.toggleHelp()],
    ['why', 'w', ({ acts }) => acts.ask(undefined)],
  ];

function openItems({ groups, page }: PaletteWords): readonly PaletteItem[] {
  return pageActs.map(([name, keys, act]) => {
    const id = `page ${name}`;
    return { id, group: groups.page, label: page[name], keys, deed: doing(act) };
  });
}

function exportItems({ palette, exporting }: Words): readonly PaletteItem[] {
  return exportFormats.map((format) => {
    const deed = doing(({ acts }) => acts.exportRun({ format }));
    return {
      id: `export ${format}`,
      group: palette.groups.page,
      label: exporting.saveAs(exporting.formats[format]),
      detail: exporting.formatsAbout[format],
      deed,
    };
  });
}

function languageItems({ groups }: PaletteWords): readonly PaletteItem[] {
  return localeTags.map((tag) => {
    const deed = doing(({ acts }) => acts.setLanguage(tag));
    return {
      id: `language ${tag}`,
      group: groups.language,
      label: localeNames[tag],
      detail: tag,
      deed,
    };
  });
}

function profileItems(
  current: ProfileName | undefined,
  { palette, profiles }: Words,
): readonly PaletteItem[] {
  const impossible = (name: ProfileName): string | undefined =>
    name === current ? palette.alreadyUnder : undefined;
  return profileNames.flatMap((name): readonly PaletteItem[] => [
    {
      id: `replay ${name}`,
      group: 'client-go',
      label: palette.replayUnder(name),
      detail: palette.profileAbout(releaseText(name, profiles), profiles.about[name]),
      impossible: impossible(name),
      deed: doing(({ acts }) => acts.replayUnder(name)),
    },
    {
      id: `compare ${name}`,
      group: 'client-go',
      label: profiles.compareWith(name),
      detail: palette.sideBySide(releaseText(name, profiles)),
      impossible: impossible(name),
      deed: doing(({ acts }) => acts.compareUnder(name)),
    },
  ]);
}
