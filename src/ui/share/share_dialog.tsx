/** The link to this hop with what it holds and how long it is; a file where no link can hold the run. */

import { CodeXml, Copy, Download } from 'lucide-react';
import { type ReactElement, useEffect, useId, useState } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { readOnlyText } from '#ui/playground/read_only.ts';
import { PageDialog } from '#ui/widgets/page_dialog.tsx';
import { mostAddress } from './link_size.ts';
import { addressOf } from './share_address.ts';
import './share_dialog.css';

export function ShareDialog(): ReactElement {
  const { acts, book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const words = useWords();
  const closed = readOnlyText(book.find(run), words);
  const { share } = words;
  return (
    <PageDialog title={share.title} about={share.about} className="share" close={acts.closeDialog}>
      {closed === undefined ? <Links words={share} /> : <p className="share-fault">{closed}</p>}
    </PageDialog>
  );
}

/** The addresses of the run with its branches and without; `undefined` where no link can hold it. */
interface Addresses {
  readonly branches: number;
  readonly tree: string | undefined;
  readonly run: string | undefined;
}

function useAddresses(asSeen: boolean): Addresses | 'failed' | undefined {
  const { acts, store } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const [made, setMade] = useState<Addresses | 'failed'>();
  useEffect(() => {
    let isWanted = true;
    const standing = { run, cursor };
    acts.linkMaker().then(
      (maker) => {
        if (!isWanted) return;
        const hashes = [true, false].map((branches) => maker.make(standing, branches)?.hash);
        const [tree, alone] = hashes.map((hash) =>
          hash === undefined ? undefined : addressOf(hash, store.getState(), asSeen),
        );
        setMade({ branches: maker.branchesOf(run), tree, run: alone });
      },
      () => isWanted && setMade('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [acts, store, run, cursor, asSeen]);
  return made;
}

function isShort(address: string | undefined): address is string {
  return address !== undefined && address.length <= mostAddress;
}

function Links({ words }: { readonly words: Words['share'] }): ReactElement {
  const [alone, setAlone] = useState(false);
  const [asSeen, setAsSeen] = useState(false);
  const addresses = useAddresses(asSeen);
  if (addresses === 'failed') return <p className="share-fault">{words.notMade}</p>;
  if (addresses === undefined) return <p role="status">{words.making}</p>;
  const { branches } = addresses;
  const address = alone || branches === 0 ? addresses.run : addresses.tree;
  return (
    <div className="share-form">
      {branches > 0 && (
        <fieldset className="share-choices">
          <legend>{words.what}</legend>
          <Choice label={words.tree(branches)} checked={!alone} choose={() => setAlone(false)} />
          <Choice label={words.run} checked={alone} choose={() => setAlone(true)} />
        </fieldset>
      )}
      <label className="share-as-seen">
        <input
          type="checkbox"
          checked={asSeen}
          onChange={(event) => setAsSeen(event.target.checked)}
        />
        <span>
          {words.asSeen}, <span className="label">{words.asSeenAbout}</span>
        </span>
      </label>
      {isShort(address) ? (
        <Short address={address} words={words} />
      ) : (
        <TooLong address={address} alternative={alone ? undefined : addresses.run} words={words} />
      )}
    </div>
  );
}

function Choice(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly choose: () => void;
}): ReactElement {
  return (
    <label>
      <input type="radio" name="share-what" checked={props.checked} onChange={props.choose} />
      {props.label}
    </label>
  );
}

function Short(props: { readonly address: string; readonly words: Words['share'] }): ReactElement {
  const { address, words } = props;
  const { acts } = usePlayground();
  const id = useId();
  const copied = useWords().notices.linkCopied;
  return (
    <>
      <div className="share-link">
        <label htmlFor={id}>{words.link}</label>
        <textarea
          id={id}
          readOnly
          rows={4}
          value={address}
          onFocus={(event) => event.currentTarget.select()}
        />
        <span className="label">{words.length(shown(address.length), shown(mostAddress))}</span>
      </div>
      <div className="dialog-actions">
        <button
          type="button"
          className="button primary"
          onClick={() => {
            acts.copy(address, copied);
            acts.closeDialog();
          }}
        >
          <Copy size={15} aria-hidden="true" /> {words.copy}
        </button>
        <button type="button" className="button" onClick={acts.embedRun}>
          <CodeXml size={15} aria-hidden="true" /> {words.embed}
        </button>
      </div>
    </>
  );
}

/** Why there is no link, and what there is instead. */
function TooLong(props: {
  readonly address: string | undefined;
  /** The address without the branches. */
  readonly alternative: string | undefined;
  readonly words: Words['share'];
}): ReactElement {
  const { address, alternative, words } = props;
  const { acts } = usePlayground();
  return (
    <>
      <p className="share-fault" role="status">
        {address === undefined
          ? words.far
          : words.tooLong(shown(address.length), shown(mostAddress))}
        {isShort(alternative) && ` ${words.alone}`}
      </p>
      <div className="dialog-actions">
        <button
          type="button"
          className="button primary"
          onClick={() => {
            acts.exportRun({ format: 'ndjson' });
            acts.closeDialog();
          }}
        >
          <Download size={15} aria-hidden="true" /> {words.file}
        </button>
      </div>
    </>
  );
}

function shown(characters: number): string {
  return characters.toLocaleString('en');
}
