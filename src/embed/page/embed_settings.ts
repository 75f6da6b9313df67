/** What an embed page remembers beside its playground: what is shown of it, and how far it has come. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  EmbedControls,
  EmbedPanel,
  EmbedRange,
  EmbedSource,
  EmbedTheme,
} from '#embed/embed_controller.ts';
import type { Words } from '#messages/en/ui/words.ts';

/** A sentence in the language of the page. */
export type SayEmbed = (words: Words['embedPage']) => string;

export interface EmbedSettings {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly panels: readonly EmbedPanel[];
  readonly controls: EmbedControls;
  readonly theme: EmbedTheme;
  readonly range: EmbedRange;
  readonly source: EmbedSource;
  /** The poster is still in front of the stage: nothing has been asked for. */
  readonly covered: boolean;
  /** It is to play as soon as it is seen. */
  readonly waiting: boolean;
  /** The real engine is being started. */
  readonly waking: boolean;
  /** What is wrong with the address, for whoever wrote it. */
  readonly problems: readonly SayEmbed[];
  /** Why nothing can be shown. */
  readonly failure: SayEmbed | undefined;
}

export type EmbedSettingsStore = StoreApi<EmbedSettings>;

export function createEmbedSettings(
  given: Pick<EmbedSettings, 'panels' | 'controls' | 'theme' | 'problems'>,
): EmbedSettingsStore {
  return createStore<EmbedSettings>(() => ({
    ...given,
    phase: 'loading',
    range: { start: 0, end: 0 },
    source: 'none',
    covered: true,
    waiting: false,
    waking: false,
    failure: undefined,
  }));
}
