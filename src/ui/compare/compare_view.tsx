/** Two runs side by side on one simulated time, with the first thing in which they differ marked. */

import { ArrowDown, Link2, Milestone, X } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { usePlayground } from '#ui/playground/playground_context.ts';
import type { Comparison } from '#ui/playground/playground_store.ts';
import { encodeCompareHash } from './compare_link.ts';
import { Differences, useDifferences } from './differences.tsx';
import { TwinStage } from './twin_stage.tsx';
import { TwinTransport } from './twin_transport.tsx';
import { toFirstParting, useCompareKeys } from './use_compare_keys.ts';
import { TwinsContext, useLooking, useNewTwins, useTwins } from './use_twins.ts';
import './compare.css';

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
  return (
    <header className="header compare-header">
      <h1 className="compare-title">Side by side</h1>
      <p role="status">Playing the same script once more…</p>
      <span className="push" />
      <Close act={acts.closeComparison} />
    </header>
  );
}

function Ready(): ReactElement {
  const differences = useDifferences();
  const table = useRef<HTMLElement>(null);
  useCompareKeys();
  return (
    <>
      <CompareHeader />
      <main className="compare-main" aria-label="Two stages">
        <div className="compare-stages">
          <TwinStage name="left" />
          <TwinStage name="right" />
        </div>
        <Differences differences={differences} place={table} />
      </main>
      <TwinTransport>
        <button
          type="button"
          className="button to-table"
          onClick={() => table.current?.scrollIntoView({ block: 'start' })}
        >
          <ArrowDown size={15} aria-hidden="true" />
          {differencesText(differences.length)}
        </button>
      </TwinTransport>
      <Glow />
    </>
  );
}

function differencesText(count: number): string {
  if (count === 0) return 'no difference now';
  return count === 1 ? '1 difference now' : `${count} differences now`;
}

function CompareHeader(): ReactElement {
  const { acts } = usePlayground();
  const twins = useTwins();
  const { left, right } = twins.sides;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const byProfile = left.run.record.profile !== right.run.record.profile;
  return (
    <header className="header compare-header">
      <h1 className="compare-title" tabIndex={-1} ref={title}>
        <b>{left.title}</b> <span className="beside">beside</span> <b>{right.title}</b>
      </h1>
      <span className="scene">one script, one simulated time</span>
      <span className="push" />
      <InformerChoice />
      {twins.divergence.first !== undefined && (
        <button type="button" className="button" onClick={() => toFirstParting(twins)}>
          <Milestone size={15} aria-hidden="true" />
          <span>
            <span className="wide-only">to the </span>first divergence
          </span>
        </button>
      )}
      {byProfile && (
        <button
          type="button"
          className="button icon"
          aria-label="Copy a link to this comparison"
          title="Copy a link to this comparison"
          onClick={() => {
            const place = { record: left.run.record, seq: twins.player.store.getState().left };
            history.replaceState(null, '', encodeCompareHash(place, right.run.record.profile));
            acts.copy(location.href, 'The link to this comparison is copied');
          }}
        >
          <Link2 size={15} aria-hidden="true" />
        </button>
      )}
      <Close act={acts.closeComparison} />
    </header>
  );
}

function Close({ act }: { readonly act: () => void }): ReactElement {
  return (
    <button
      type="button"
      className="button icon"
      aria-label="Close the comparison"
      title="Close (Esc)"
      onClick={act}
    >
      <X size={16} aria-hidden="true" />
    </button>
  );
}

/** Which informer both stages show. */
function InformerChoice(): ReactElement {
  const { looking, divergence } = useTwins();
  const focus = useLooking((state) => state.focus);
  const informers = [
    ...new Set(divergence.lanes.map(({ noun }) => noun.split('/').slice(0, 2).join('/'))),
  ].filter((noun) => noun.includes('/'));
  return (
    <select
      className="button informer-choice"
      aria-label="Informer on both stages"
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
