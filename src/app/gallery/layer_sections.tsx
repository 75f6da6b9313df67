/** What opens over the page: menus of verbs, notices and dialogs, each behind a button. */

import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import { Notices } from '#ui/notices/notices.tsx';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { type Noun, nounTitle } from '#ui/verbs/noun.ts';
import { Exhibit, type Shown } from './exhibit.tsx';
import type { GallerySection, Material } from './section.ts';
import { crashedMoment, heldMoment } from './stage_moments.ts';

function Menus({ book }: Material): ReactElement {
  return (
    <div className="exhibits">
      {[heldMoment, crashedMoment].map((moment) => (
        <Exhibit key={moment.title} book={book} moment={moment} className="wide">
          {(shown) => <MenuButtons shown={shown} />}
        </Exhibit>
      ))}
    </div>
  );
}

function MenuButtons({ shown }: { readonly shown: Shown }): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().verbs;
  return (
    <div className="controls">
      {nounsOf(shown).map((noun) => (
        <button
          key={noun.kind}
          type="button"
          className="button"
          aria-haspopup="menu"
          onClick={(event) => {
            const opener = event.currentTarget;
            const { left, bottom } = opener.getBoundingClientRect();
            acts.openVerbs({ noun, x: left, y: bottom + 2, opener });
          }}
        >
          {nounTitle(noun, words)}
        </button>
      ))}
    </div>
  );
}

/** One noun of each kind. */
function nounsOf({ stage, program, informer }: Shown): readonly Noun[] {
  const request = stage.server.requests.rows[0];
  const pod = informer.indexer.objects.rows[0];
  const worker = program.controller?.workers[0];
  return [
    { kind: 'watch', noun: informer.informer },
    { kind: 'frame', noun: informer.informer, position: 0 },
    { kind: 'informer', informer: informer.informer },
    { kind: 'handlers', informer: informer.informer },
    ...(worker === undefined ? [] : [{ kind: 'worker', worker: worker.worker } as const]),
    { kind: 'apiserver', replica: 'a' },
    ...(request === undefined ? [] : [{ ...request, kind: 'request' } as const]),
    { kind: 'program', program: program.program },
    ...(pod === undefined ? [] : [{ kind: 'object', key: pod.objectKey } as const]),
  ];
}

function NoticeSection({ book }: Material): ReactElement {
  return (
    <Exhibit book={book} moment={heldMoment} className="wide">
      {() => (
        <>
          <NoticeButtons />
          <Notices />
        </>
      )}
    </Exhibit>
  );
}

const noticeActs: readonly { readonly label: string; readonly statement: string }[] = [
  { label: 'Act in the past', statement: 'watch rs-controller/pods release' },
  { label: 'Ask for the impossible', statement: 'watch nobody/pods cut' },
];

function NoticeButtons(): ReactElement {
  const { acts } = usePlayground();
  return (
    <div className="controls">
      {noticeActs.map(({ label, statement }) => (
        <button
          key={label}
          type="button"
          className="button"
          onClick={() => acts.perform(statement)}
        >
          {label}
        </button>
      ))}
      <button type="button" className="button" onClick={() => acts.copy('#', 'The link')}>
        Copy something
      </button>
    </div>
  );
}

function Dialogs({ book }: Material): ReactElement {
  return (
    <Exhibit book={book} moment={heldMoment} className="wide">
      {() => <DialogButtons />}
    </Exhibit>
  );
}

function DialogButtons(): ReactElement {
  const { acts } = usePlayground();
  const opens: readonly (readonly [label: string, open: () => void])[] = [
    ['Settings', () => acts.openDialog('settings')],
    ['Scenes', () => acts.openDialog('scenes')],
    ['Script', () => acts.openDialog('script')],
    ['Apply a manifest', () => acts.openApply()],
    ['Command palette', () => acts.openDialog('palette')],
    ['Keys', acts.toggleHelp],
  ];
  return (
    <div className="controls">
      {opens.map(([label, open]) => (
        <button key={label} type="button" className="button" onClick={open}>
          {label}
        </button>
      ))}
      <button
        type="button"
        className="button"
        aria-haspopup="menu"
        onClick={(event) => {
          const opener = event.currentTarget;
          const { left, bottom } = opener.getBoundingClientRect();
          acts.openProfiles({ x: left, y: bottom + 4, opener });
        }}
      >
        Which client-go
      </button>
    </div>
  );
}

export const layerSections: readonly GallerySection[] = [
  { id: 'menus', title: 'Menus', Body: Menus },
  { id: 'notices', title: 'Notices', Body: NoticeSection },
  { id: 'dialogs', title: 'Dialogs', Body: Dialogs },
];
