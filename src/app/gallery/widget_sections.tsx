/** The small parts that every panel is made of. */

import { Bug, Play, Settings2, Trash2 } from 'lucide-react';
import { type ReactElement, useEffect } from 'react';
import { second } from '#base/time.ts';
import { fetchChineseFont } from '#ui/theme/chinese_font.ts';
import { Arc } from '#ui/widgets/arc.tsx';
import { Countdown } from '#ui/widgets/countdown.tsx';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { ProblemList } from '#ui/widgets/problem_list.tsx';
import { ScrollText } from '#ui/widgets/scroll_text.tsx';
import { durationText, instantText } from '#ui/widgets/time_text.ts';
import { ToolButton } from '#ui/widgets/tool_button.tsx';
import type { Identity } from '#view-model/identity.ts';
import type { Pending } from '#view-model/stage_view.ts';
import { boxMoments } from './box_moments.ts';
import { Exhibit } from './exhibit.tsx';
import { galleryRuns } from './gallery_runs.ts';
import type { GallerySection, Material } from './section.ts';
import '#ui/apply/apply_dialog.css';

const identities: readonly { readonly identity: Identity; readonly stands: string }[] = [
  { identity: 'add', stands: 'ADDED' },
  { identity: 'mod', stands: 'MODIFIED' },
  { identity: 'del', stands: 'DELETED' },
  { identity: 'sync', stands: 'Sync, Replaced' },
  { identity: 'mark', stands: 'BOOKMARK' },
  { identity: 'fault', stands: 'a fault' },
  { identity: 'key', stands: 'a key' },
  { identity: 'request', stands: 'a request' },
];

function Glyphs(): ReactElement {
  return (
    <ul className="specimens">
      {identities.map(({ identity, stands }) => (
        <li key={identity}>
          <Glyph identity={identity} size={48} />
          <Glyph identity={identity} size={20} />
          <Glyph identity={identity} size={14} />
          <span>{stands}</span>
        </li>
      ))}
    </ul>
  );
}

const sentence = 'The Reflector of rs-controller/pods lists pods at resourceVersion 0.';

function Type(): ReactElement {
  useEffect(() => void fetchChineseFont(), []);
  return (
    <div className="type">
      <p>{sentence}</p>
      <p className="label">{sentence}</p>
      <p>
        <code>{sentence}</code>
      </p>
      <p lang="zh-CN">控制器从缓存读取，从不直接询问 API 服务器。</p>
      <p lang="zh-CN">
        <code>resourceVersion 过期：410 Gone</code>
      </p>
    </div>
  );
}

function Controls(): ReactElement {
  const nothing = (): void => undefined;
  return (
    <div className="controls">
      <button type="button" className="button">
        Plain
      </button>
      <button type="button" className="button primary">
        <Play size={15} aria-hidden="true" /> Primary
      </button>
      <button type="button" className="button danger">
        <Trash2 size={15} aria-hidden="true" /> Danger
      </button>
      <button type="button" className="button bare">
        Bare
      </button>
      <button type="button" className="button" disabled>
        Disabled
      </button>
      <ToolButton label="Settings of the run" act={nothing}>
        <Settings2 size={16} aria-hidden="true" />
      </ToolButton>
      <ToolButton label="What is wrong" act={nothing}>
        <Bug size={16} aria-hidden="true" />
      </ToolButton>
      <span className="chip">a chip</span>
    </div>
  );
}

const shares = [1, 0.75, 0.5, 0.25, 0.05, 0];
const durations = [420_000, 180_000_000, 2_400_000_000, 29_200_000_000, 341e9, 7_260e9];

function Time({ book }: Material): ReactElement {
  const backingOff = boxMoments.reflector.find(({ title }) => title.startsWith('backs off'));
  return (
    <div className="time">
      <div className="controls">
        {shares.map((share) => (
          <span key={share} className="chip">
            {share} <Arc left={share} />
          </span>
        ))}
      </div>
      {backingOff !== undefined && (
        <Exhibit book={book} moment={backingOff}>
          {({ informer: { reflector } }) =>
            reflector.backoff !== undefined && <RunDown timer={reflector.backoff} />
          }
        </Exhibit>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">seconds</th>
            <th scope="col">as a duration</th>
            <th scope="col">as an instant</th>
          </tr>
        </thead>
        <tbody>
          {durations.map((lasting) => (
            <tr key={lasting}>
              <th scope="row">{lasting / second}</th>
              <td>{durationText(lasting)}</td>
              <td>{instantText(lasting)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One timer, read again and again until it fires. */
function RunDown({ timer }: { readonly timer: Pending }): ReactElement {
  return (
    <ol className="controls" aria-label="The back-off, running down">
      {shares.map((share) => (
        <li key={share} className="chip">
          <Countdown timer={timer} at={timer.until - share * (timer.until - timer.since)} />
        </li>
      ))}
    </ol>
  );
}

function Texts({ problems }: Material): ReactElement {
  return (
    <div className="texts">
      <ProblemList problems={problems} rest="Nothing was done." />
      <ScrollText
        label="The script of the faults"
        text={galleryRuns.faults.script}
        className="scroll-text"
      />
    </div>
  );
}

export const widgetSections: readonly GallerySection[] = [
  { id: 'glyphs', title: 'Glyphs', Body: Glyphs },
  { id: 'type', title: 'Type', Body: Type },
  { id: 'controls', title: 'Buttons and chips', Body: Controls },
  { id: 'time', title: 'Time and countdowns', Body: Time },
  { id: 'texts', title: 'Problems and scrolling text', Body: Texts },
];
