/** Two runs side by side on one simulated time, with the first thing in which they differ marked. */

import { ArrowDown, Download, Link2, Milestone, X } from 'lucide-react';
import { lazy, type ReactElement, Suspense, useEffect, useRef } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { Comparison } from '#ui/playground/playground_store.ts';
import { CompareMain } from './compare_main.tsx';
import { useDifferences } from './differences.tsx';
import { TwinTransport } from './twin_transport.tsx';
import { toFirstParting, useCompareKeys } from './use_compare_keys.ts';
import { TwinsContext, useLooking, useNewTwins, useTwins } from './use_twins.ts';
import './compare.css';

const CompareExport = lazy(async () => ({
  default: (await import('./compare_picture.tsx')).CompareExport,
}));

export function CompareView({ comparison }: { readonly comparison: Comparison }): ReactElement {
  const twins = useNewTwins(comparison);
  useEffect(() => () => document.querySelector<HTMLElement>('.profile-pill')?.focus(), []);
  return (
    <div className="compare">
      {twins === undefined ? (
        <Waiting />
      ) : (
        <TwinsContext value={twins}>
          <Ready />
        </TwinsContext>
      )}
    </div>
  );
}

function Waiting(): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().compare;
  return (
    <header className="header compare-header">
      <h1 className="compare-title">{words.title}</h1>
      <p role="status">{words.waiting}</p>
      <span className="push" />
      <Close act={acts.closeComparison} />
    </header>
  );
}

function Ready(): ReactElement {
  const differences = useDifferences();
  const words = useWords().compare;
  const table = useRef<HTMLElement>(null);
  const exporting = usePlaygroundState((state) => state.dialog === 'export');
  useCompareKeys();
  return (
    <>
      <CompareHeader />
      <CompareMain table={table} />
      <TwinTransport>
        <button
          type="button"
          className="button to-table"
          onClick={() => table.current?.scrollIntoView({ block: 'start' })}
        >
          <ArrowDown size={15} aria-hidden="true" />
          {words.differencesNow(differences.length)}
        </button>
      </TwinTransport>
      <Glow />
      {exporting && (
        <Suspense>
          <CompareExport />
        </Suspense>
      )}
    </>
  );
}

function CompareHeader(): ReactElement {
  const { acts } = usePlayground();
  const { compare: words, exporting } = useWords();
  const twins = useTwins();
  const { left, right } = twins.sides;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const profile = right.run.record.profile;
  const byProfile = left.run.record.profile !== profile;
  return (
    <header className="header compare-header">
      <h1 className="compare-title" tabIndex={-1} ref={title}>
        <b>{left.title}</b> <span className="beside">{words.beside}</span> <b>{right.title}</b>
      </h1>
      <span className="scene">{words.subtitle}</span>
      <span className="push" />
      <InformerChoice />
      {twins.divergence.first !== undefined && (
        <button type="button" className="button" onClick={() => toFirstParting(twins)}>
          <Milestone size={15} aria-hidden="true" />
          <span>
            <span className="wide-only">{words.toThe}</span>
            {words.firstDivergence}
          </span>
        </button>
      )}
      <button
        type="button"
        className="button icon"
        aria-label={words.copyLink}
        title={words.copyLink}
        onClick={() =>
          acts.copyComparison({
            left: left.run.id,
            right: right.run.id,
            profile: byProfile ? profile : undefined,
            cursor: twins.player.store.getState().left,
          })
        }
      >
        <Link2 size={15} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label={exporting.button}
        title={exporting.pictureAbout}
        onClick={() => {
          twins.player.pause();
          acts.openDialog('export');
        }}
      >
        <Download size={15} aria-hidden="true" />
      </button>
      <Close act={acts.closeComparison} />
    </header>
  );
}

function Close({ act }: { readonly act: () => void }): ReactElement {
  const words = useWords().compare;
  return (
    <button
      type="button"
      className="button icon"
      aria-label={words.close}
      title={words.closeAbout}
      onClick={act}
    >
      <X size={16} aria-hidden="true" />
    </button>
  );
}

/** Which informer both stages show. */
function InformerChoice(): ReactElement {
  const words = useWords().compare;
  const { looking, divergence } = useTwins();
  const focus = useLooking((state) => state.focus);
  const informers = [
    ...new Set(divergence.lanes.map(({ noun }) => noun.split('/').slice(0, 2).join('/'))),
  ].filter((noun) => noun.includes('/'));
  return (
    <select
      className="button informer-choice"
      aria-label={words.informer}
      value={focus.informer}
      onChange={(event) => {
        const informer = event.target.value;
        looking.setState({ focus: { informer, program: informer.split('/')[0] ?? '' } });
      }}
    >
      {informers.map((informer) => (
        <option key={informer}>{informer}</option>
      ))}
    </select>
  );
}

/** Lights every copy of one object on both stages, by one rule of style. */
function Glow(): ReactElement | null {
  const lit = useLooking((state) => state.hovered ?? state.pinned);
  if (lit === undefined) return null;
  const copies = `.compare [data-object="${CSS.escape(lit)}"]`;
  return (
    <style>{`${copies}:not(g){background:var(--accent-soft);box-shadow:0 0 0 2px var(--accent-soft);border-radius:5px}
${copies} .halo{fill:var(--accent-soft);stroke:var(--accent);stroke-width:2;opacity:1}`}</style>
  );
}
