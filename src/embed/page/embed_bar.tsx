/** Below the picture of an embed: the caption, the lanes, and the controls. */

import { ExternalLink, Pause, Play } from 'lucide-react';
import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import { Caption } from '#ui/transport/caption.tsx';
import { Facts } from '#ui/transport/facts.tsx';
import { Lanes } from '#ui/transport/lanes.tsx';
import { TransportButtons } from '#ui/transport/transport_bar.tsx';
import '#ui/transport/transport.css';
import { useEmbed, useEmbedSettings } from './embed_context.ts';
import type { EmbedSettings } from './embed_settings.ts';
import { Scrubber } from './scrubber.tsx';

export function EmbedBar({ link }: { readonly link: AppLink }): ReactElement | null {
  const panels = useEmbedSettings((settings) => settings.panels);
  const controls = useEmbedSettings((settings) => settings.controls);
  const shows = (panel: (typeof panels)[number]): boolean => panels.includes(panel);
  const isBare = controls === 'none';
  const isUsable = useEmbedSettings(hasControls);
  if (!isUsable && !shows('caption') && !shows('lanes')) return null;
  return (
    <footer className="embed-bar transport">
      {shows('caption') && <Caption />}
      {shows('lanes') && <Lanes />}
      {isUsable && (
        <div className="embed-controls">
          {controls === 'full' && <TransportButtons />}
          {controls === 'minimal' && <PlayButton />}
          {shows('timeline') && <Scrubber />}
          {controls === 'full' && <Facts />}
          {!isBare && <OpenInLab link={link} />}
        </div>
      )}
    </footer>
  );
}

/** True if the bar has something that can be focused. */
export function hasControls({ controls, panels }: EmbedSettings): boolean {
  return controls !== 'none' || panels.includes('timeline');
}

/** Where the app shows the same. */
export interface AppLink {
  readonly href: string;
  /** Called before it may be followed, so that it leads to the place that is shown now. */
  readonly renew: () => void;
}

function PlayButton(): ReactElement {
  const embed = useEmbed();
  const words = useWords().transport;
  const playing = usePlaygroundState((state) => state.playing);
  const waiting = useEmbedSettings((settings) => settings.waiting);
  const isOn = playing || waiting;
  return (
    <div className="transport-buttons">
      <button
        type="button"
        className="button icon play"
        aria-label={isOn ? words.pause : words.play}
        title={isOn ? words.pauseAbout : words.playAbout}
        onClick={embed.toggle}
      >
        {isOn ? (
          <Pause size={17} fill="currentColor" aria-hidden="true" />
        ) : (
          <Play size={17} fill="currentColor" aria-hidden="true" />
        )}
      </button>
    </div>
  );
}

function OpenInLab({ link }: { readonly link: AppLink }): ReactElement {
  const words = useWords().embedPage;
  return (
    <a
      className="button embed-link"
      href={link.href}
      target="_blank"
      rel="noopener"
      title={words.openInLabAbout}
      aria-label={words.openInLab}
      onPointerEnter={link.renew}
      onPointerDown={link.renew}
      onFocus={link.renew}
    >
      <ExternalLink size={14} aria-hidden="true" />
      <span>{words.openInLab}</span>
    </a>
  );
}
