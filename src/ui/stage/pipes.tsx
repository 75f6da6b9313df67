/** The tubes between the boxes, with what a fault has done to them drawn on the tube itself. */

import { CirclePause, CirclePlay, Scissors } from 'lucide-react';
import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { isFlowing } from '#ui/verbs/watch_state.ts';
import type { WatchView } from '#view-model/stage_view.ts';
import { type Pipe, type PipeName, type Point, pathThrough } from './geometry.ts';
import './pipes.css';

export function Pipes(props: {
  readonly pipes: readonly Pipe[];
  readonly watch: WatchView | undefined;
}): ReactElement {
  const { pipes, watch } = props;
  return (
    <svg className="pipes" aria-hidden="true">
      {pipes.map((pipe) => (
        <PipeDrawing key={pipe.name} pipe={pipe} state={pipeState(pipe.name, watch)} />
      ))}
    </svg>
  );
}

type PipeState = 'open' | 'held' | 'none';

function pipeState(name: PipeName, watch: WatchView | undefined): PipeState {
  if (name !== 'watch') return 'open';
  if (watch === undefined || !isFlowing(watch)) return 'none';
  return watch.held ? 'held' : 'open';
}

function PipeDrawing(props: { readonly pipe: Pipe; readonly state: PipeState }): ReactElement {
  const { pipe, state } = props;
  const path = pathThrough(pipe.tube);
  if (pipe.name === 'read') return <ListerLine pipe={pipe} path={path} />;
  if (pipe.name === 'ask' || pipe.tube.length > 2) {
    return (
      <g>
        <path className="pipe-thin" d={path} />
        <Label pipe={pipe} belowPx={15} />
      </g>
    );
  }
  return (
    <g className={`pipe ${state}`}>
      <path className="pipe-tube" d={path} />
      <path className="pipe-core" d={path} />
      <path className="pipe-flow" d={path} />
      {state === 'none' && <Break at={middle(pipe.tube)} />}
      {state === 'held' && <Valve at={middle(pipe.tube)} />}
      <Label pipe={pipe} belowPx={-14} />
    </g>
  );
}

function ListerLine({ pipe, path }: { readonly pipe: Pipe; readonly path: string }): ReactElement {
  const words = useWords().stage;
  const start = pipe.tube[1];
  const end = pipe.tube[2];
  const width = 256;
  if (start === undefined || end === undefined) return <path className="pipe-thin" d={path} />;
  const x = (start.x + end.x) / 2;
  return (
    <g>
      <path className="pipe-thin read" d={path} />
      {Math.abs(start.x - end.x) > width + 30 && (
        <g transform={`translate(${x} ${start.y})`}>
          <rect
            className="pipe-label-ground"
            x={-width / 2}
            y="-9"
            width={width}
            height="18"
            rx="5"
          />
          <text className="pipe-label" y="4" textAnchor="middle">
            {words.pipes.lister}
          </text>
        </g>
      )}
    </g>
  );
}

function Label({ pipe, belowPx }: { readonly pipe: Pipe; readonly belowPx: number }) {
  const words = useWords().stage;
  if (pipe.name === 'read') return null;
  const label = words.pipes[pipe.name];
  const { x, y } = middle(pipe.tube);
  const [first, last] = [pipe.tube[0], pipe.tube.at(-1)];
  if (pipe.tube.length > 2) return null;
  if (first?.x === last?.x) {
    const left = pipe.name === 'notify' || pipe.name === 'watch';
    return (
      <text
        className={`pipe-label ${pipe.name}`}
        x={left ? x - 15 : x + 15}
        y={pipe.name === 'notify' ? y + 16 : y + 4}
        textAnchor={left ? 'end' : 'start'}
      >
        {label}
      </text>
    );
  }
  return (
    <text className="pipe-label" x={x} y={y + belowPx} textAnchor="middle">
      {label}
    </text>
  );
}

/** The stream is not there: a gap with frayed ends. */
function Break({ at }: { readonly at: Point }): ReactElement {
  return (
    <g className="pipe-break" transform={`translate(${at.x} ${at.y})`}>
      <rect x="-9" y="-13" width="18" height="26" />
      <path d="M-9-10-4-4-9 1-4 7-9 11M9-10 4-4 9 1 4 7 9 11" />
    </g>
  );
}

/** The stream is held: a closed valve. */
function Valve({ at }: { readonly at: Point }): ReactElement {
  return (
    <g className="pipe-valve" transform={`translate(${at.x + 12} ${at.y})`}>
      <rect x="-6" y="-14" width="12" height="28" rx="3" />
      <path d="M-1.8-6v12M1.8-6v12" />
    </g>
  );
}

/** The first acts on the picture: pull the plug on the stream, or close its valve, right where it runs. */
export function PlugButton(props: {
  readonly pipe: Pipe | undefined;
  readonly noun: string;
  readonly open: boolean;
  /** Nothing arrives until it is released. */
  readonly held: boolean;
}): ReactElement | null {
  const { pipe, noun, open, held } = props;
  const { acts } = usePlayground();
  const words = useWords().stage;
  if (pipe === undefined) return null;
  const { x, y } = middle(pipe.tube);
  const column = pipe.tube[0]?.x === pipe.tube.at(-1)?.x;
  const place = { left: column ? x + 150 : x, top: column ? y : y + 66 };
  const valve = held ? 'release' : 'hold';
  const valveText = held ? words.releaseTheWatch(noun) : words.holdTheWatch(noun);
  return (
    <div className={column ? 'plugs' : 'plugs stacked'} style={place}>
      <button
        type="button"
        className="plug"
        disabled={!open}
        title={open ? words.cutAbout(noun) : words.noWatch}
        aria-label={words.cutTheWatch(noun)}
        onClick={() => acts.perform(`watch ${noun} cut EOF`)}
      >
        <Scissors size={15} aria-hidden="true" />
        <span>{words.cut}</span>
      </button>
      <button
        type="button"
        className="plug"
        disabled={!open}
        title={open ? valveText : words.noWatch}
        aria-label={valveText}
        onClick={() => acts.perform(`watch ${noun} ${valve}`)}
      >
        {held ? (
          <CirclePlay size={15} aria-hidden="true" />
        ) : (
          <CirclePause size={15} aria-hidden="true" />
        )}
        <span>{words[valve]}</span>
      </button>
    </div>
  );
}

function middle(points: readonly Point[]): Point {
  const first = points[0] ?? { x: 0, y: 0 };
  const last = points.at(-1) ?? first;
  return { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 };
}
