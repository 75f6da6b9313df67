/** Both runs' timelines on one scale: a tick per hop, a mast per command, and where they part. */

import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import { useCanvasSize } from '#ui/transport/canvas_size.ts';
import { instantText } from '#ui/widgets/time_text.ts';
import type { SideName } from '#view-model/common_axis.ts';
import { drawTwinLane, twinLaneHeightPx } from './draw_twin_lane.ts';
import { sideNames } from './twin_player.ts';
import { useTwinState, useTwins } from './use_twins.ts';

export function TwinLanes(): ReactElement {
  const { axis, player, sides } = useTwins();
  const words = useWords().compare;
  const field = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const left = useTwinState((state) => state.left);
  usePlayheadMotion(head);
  const seekTo = (clientX: number): void => {
    const bounds = field.current?.getBoundingClientRect();
    if (bounds === undefined) return;
    player.seek(((clientX - bounds.left) / bounds.width) * axis.length);
  };
  return (
    <div className="lanes twin-lanes">
      <div className="twin-lane-names" aria-hidden="true">
        {sideNames.map((name) => (
          <span key={name}>{sides[name].title}</span>
        ))}
      </div>
      <div
        ref={field}
        className="lane-field"
        role="slider"
        tabIndex={0}
        aria-label={words.timeline}
        aria-valuemin={0}
        aria-valuemax={sides.left.run.view.lastSeq}
        aria-valuenow={left}
        aria-valuetext={instantText(sides.left.run.view.at(left))}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seekTo(event.clientX);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event.clientX);
        }}
      >
        {sideNames.map((name) => (
          <Lane key={name} name={name} />
        ))}
        <div ref={head} className="playhead" />
      </div>
    </div>
  );
}

function Lane({ name }: { readonly name: SideName }): ReactElement {
  const { axis, divergence, sides } = useTwins();
  const words = useWords().compare;
  const canvas = useRef<HTMLCanvasElement>(null);
  const cursor = useTwinState((state) => state[name]);
  const theme = usePlaygroundState((state) => state.theme);
  const size = useCanvasSize(canvas);
  const { view } = sides[name].run;
  useEffect(() => {
    const element = canvas.current;
    if (element === null || size.widthPx === 0) return;
    // The theme is only a reason to draw again.
    drawTwinLane(element, { axis, name, view, cursor, size, theme });
  }, [axis, name, view, cursor, size, theme]);
  const { first } = divergence;
  const seq = name === 'left' ? first?.leftSeq : first?.rightSeq;
  return (
    <div className="twin-lane">
      <canvas ref={canvas} style={{ height: twinLaneHeightPx }} />
      {seq !== undefined && (
        <span
          className="parting-mark"
          data-testid={`parting-${name}`}
          style={{ left: `${(axis.shownAt(name, seq) / axis.length) * 100}%` }}
        >
          {name === 'left' && <span>{words.firstDivergence}</span>}
        </span>
      )}
    </div>
  );
}

function usePlayheadMotion(head: RefObject<HTMLDivElement | null>): void {
  const { axis, player } = useTwins();
  useEffect(
    () =>
      player.onFrame(() => {
        const element = head.current;
        const width = element?.parentElement?.clientWidth ?? 0;
        if (element === null) return;
        const x = axis.length > 0 ? (player.displayMs / axis.length) * width : 0;
        element.style.transform = `translateX(${x.toFixed(1)}px)`;
      }),
    [head, axis, player],
  );
}
