/** The timeline of an embed: one slider over the part that is shown, which moves with the playhead. */

import { type ReactElement, useEffect, useRef } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { instantText } from '#ui/widgets/time_text.ts';
import { useEmbed, useEmbedSettings } from './embed_context.ts';
import { fractionOf } from './places.ts';

/** Places of the slider. */
const most = 1_000;
/** More flags than this are not drawn. */
const mostFlags = 60;

export function Scrubber(): ReactElement {
  const embed = useEmbed();
  const { player } = usePlayground();
  const words = useWords().embedPage;
  const input = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLDivElement>(null);
  const cursor = usePlaygroundState((state) => state.cursor);
  const range = useEmbedSettings((settings) => settings.range);
  const isReady = useEmbedSettings((settings) => settings.phase === 'ready');
  const { view } = embed;
  useEffect(() => {
    // Written once a frame without React: the playhead moves between two hops.
    const show = (): void => {
      const { view: now } = embed;
      if (now === undefined) return;
      const share = fractionOf(now, player.displayMs, embed.settings.getState().range);
      if (input.current !== null) input.current.value = String(Math.round(share * most));
      field.current?.style.setProperty('--share', share.toFixed(4));
    };
    show();
    return player.onFrame(show);
  }, [embed, player]);
  const at = view === undefined ? '' : instantText(view.at(cursor));
  return (
    <div className="scrubber" ref={field}>
      <input
        ref={input}
        type="range"
        min={0}
        max={most}
        step={1}
        defaultValue={0}
        disabled={!isReady}
        aria-label={words.position}
        aria-valuetext={words.positionText(cursor, at)}
        onInput={(event) => {
          player.pause();
          embed.seek({ kind: 'fraction', fraction: Number(event.currentTarget.value) / most });
        }}
      />
      <div className="scrubber-flags" aria-hidden="true">
        {view?.marks.flags
          .filter(({ seq }) => seq > range.start && seq <= Math.min(range.end, cursor))
          .slice(-mostFlags)
          .map(({ seq, kind }) => (
            <i
              key={`${seq} ${kind}`}
              style={{ left: `${100 * fractionOf(view, view.pace.shownAt(seq), range)}%` }}
            />
          ))}
      </div>
    </div>
  );
}
