/** An embed page: the picture, with the poster in front of it until something is asked for, and the bar. */

import { Play, X } from 'lucide-react';
import { lazy, type ReactElement, Suspense, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { Glow } from '#ui/brushing/glow.tsx';
import { brushing } from '#ui/brushing/use_brushing.ts';
import { LanguageContext, useWords } from '#ui/language/language.ts';
import { PlaygroundContext, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { Stage } from '#ui/stage/stage.tsx';
import '#ui/playground/playground.css';
import { type AppLink, EmbedBar, hasControls } from './embed_bar.tsx';
import { EmbedContext, useEmbed, useEmbedSettings } from './embed_context.ts';
import type { EmbedPlayer } from './embed_player.ts';
import { useEmbedKeys } from './use_embed_keys.ts';
import './embed.css';

const LogPanel = lazy(async () => ({
  default: (await import('#ui/log/log_panel.tsx')).LogPanel,
}));
const VerbMenu = lazy(async () => ({
  default: (await import('#ui/verbs/verb_menu.tsx')).VerbMenu,
}));
const BoxCard = lazy(async () => ({ default: (await import('#ui/boxes/box_card.tsx')).BoxCard }));

export function EmbedPage(props: {
  readonly player: EmbedPlayer;
  readonly link: AppLink;
  readonly poster: string | undefined;
}): ReactElement {
  const { player, link, poster } = props;
  const locale = useStore(player.handle.store, (state) => state.locale);
  useEffect(() => player.handle.player.run(), [player]);
  return (
    <LanguageContext value={locale}>
      <PlaygroundContext value={player.handle}>
        <EmbedContext value={player}>
          <Layout link={link} poster={poster} />
        </EmbedContext>
      </PlaygroundContext>
    </LanguageContext>
  );
}

interface LayoutProps {
  readonly link: AppLink;
  readonly poster: string | undefined;
}

function Layout({ link, poster }: LayoutProps): ReactElement {
  const embed = useEmbed();
  const failure = useEmbedSettings((settings) => settings.failure);
  const panels = useEmbedSettings((settings) => settings.panels);
  const covered = useEmbedSettings((settings) => settings.covered);
  const words = useWords().embedPage;
  useEmbedKeys(embed);
  const brush = useMemo(() => brushing(embed.handle.acts), [embed]);
  const [used, setUsed] = useState(false);
  const use = (): void => setUsed(true);
  if (failure !== undefined) return <Failure text={failure(words)} link={link} />;
  const shown = panels.filter((panel) => panel === 'stage' || panel === 'log');
  return (
    <div
      className={used ? 'embed used' : 'embed'}
      onPointerDownCapture={use}
      onKeyDownCapture={use}
      {...brush}
    >
      <Problems />
      {shown.length > 0 && (
        <main className="embed-views view" data-shows={shown.join(' ')}>
          {shown.includes('stage') && !covered && <SkipPicture />}
          {/* Under its cover the picture is nothing to stop at. */}
          {shown.includes('stage') && <Stage inert={covered} />}
          {shown.includes('log') && (
            <Suspense fallback={<div className="log" />}>
              <LogPanel />
            </Suspense>
          )}
          {shown.includes('stage') && <Cover poster={poster} />}
          <Notice />
        </main>
      )}
      <EmbedBar link={link} />
      <Glow />
      <OnDemand />
    </div>
  );
}

/** The poster and a button over the whole of it; it goes away with the first thing that is asked for. */
function Cover({ poster }: { readonly poster: string | undefined }): ReactElement | null {
  const embed = useEmbed();
  const covered = useEmbedSettings((settings) => settings.covered);
  const isLoading = useEmbedSettings(({ phase, waiting }) => phase === 'loading' && waiting);
  const words = useWords().embedPage;
  if (!covered) return null;
  return (
    <div className="embed-cover">
      {poster !== undefined && <img src={poster} alt="" />}
      <button type="button" aria-label={words.play} onClick={embed.play}>
        <span className="embed-cover-play" aria-hidden="true">
          <Play size={18} fill="currentColor" />
          {words.play}
        </span>
      </button>
      {isLoading && (
        <p className="embed-note" role="status">
          {words.loading}
        </p>
      )}
    </div>
  );
}

/**
 * A picture has dozens of places to stop at, and the page around the frame may have something to read after
 * it: the first stop leads past them all.
 */
function SkipPicture(): ReactElement | null {
  const hasBar = useEmbedSettings(hasControls);
  const words = useWords().embedPage;
  if (!hasBar) return null;
  return (
    <button type="button" className="button embed-skip" onClick={focusControls}>
      {words.skipPicture}
    </button>
  );
}

function focusControls(): void {
  document.querySelector<HTMLElement>('.embed-controls :is(button, input, a)')?.focus();
}

/** What is wrong with the address. It is for its author, and in nobody's way. */
function Problems(): ReactElement | null {
  const embed = useEmbed();
  const problems = useEmbedSettings((settings) => settings.problems);
  const words = useWords().embedPage;
  if (problems.length === 0) return null;
  return (
    <div className="embed-problems" role="alert">
      <ul>
        {problems.map((say) => (
          <li key={say(words)}>{say(words)}</li>
        ))}
      </ul>
      <button
        type="button"
        className="button bare icon"
        aria-label={words.dismiss}
        title={words.dismiss}
        onClick={() => embed.settings.setState({ problems: [] })}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

function Failure({ text, link }: { readonly text: string; readonly link: AppLink }): ReactElement {
  const words = useWords().embedPage;
  return (
    <main className="embed embed-failure">
      <p role="alert">{text}</p>
      <p>
        <a href={link.href} target="_blank" rel="noopener">
          {words.openInLab}
        </a>
      </p>
    </main>
  );
}

/** What was done or refused, while that is news. */
function Notice(): ReactElement {
  const embed = useEmbed();
  const words = useWords().embedPage;
  const notice = usePlaygroundState((state) => state.notices.at(-1));
  const waking = useEmbedSettings((settings) => settings.waking);
  useEffect(() => {
    if (notice === undefined) return;
    const shownMs = notice.tone === 'problem' ? 20_000 : 4_000;
    const timer = setTimeout(() => embed.handle.acts.dismiss(notice.id), shownMs);
    return () => clearTimeout(timer);
  }, [embed, notice]);
  return (
    <div className="embed-notes" role="status">
      {waking && <p className="embed-note">{words.waking}</p>}
      {notice !== undefined && (
        <p className={`embed-note ${notice.tone}`}>
          {notice.title}
          {notice.text !== '' && <span>{notice.text}</span>}
        </p>
      )}
    </div>
  );
}

/** Menus and cards are fetched when one is opened. */
function OnDemand(): ReactElement {
  const verbs = usePlaygroundState((state) => state.verbs);
  const dialog = usePlaygroundState((state) => state.dialog);
  const box = usePlaygroundState((state) => state.boxAsked);
  return (
    <Suspense>
      {verbs !== undefined && <VerbMenu open={verbs} />}
      {dialog === 'box' && <BoxCard box={box} simplifications={fetchSimplifications} />}
    </Suspense>
  );
}

async function fetchSimplifications() {
  return await (await import('#app/simplifications.ts')).simplifications();
}
