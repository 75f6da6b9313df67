/** The menu of verbs on a noun, opened by right click, by a box's menu button or by the context-menu key. */

import { DropdownMenu } from 'radix-ui';
import type { ReactElement } from 'react';
import type { BoxName } from '#messages/locale.ts';
import { useLocale, useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { OpenVerbs } from '#ui/playground/playground_store.ts';
import { readOnlyText } from '#ui/playground/read_only.ts';
import { useStageView } from '#ui/stage/use_stage_view.ts';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { latestAbout } from '#ui/why/question.ts';
import { nounTitle } from './noun.ts';
import type { Verb } from './verb.ts';
import { verbsOf } from './verbs.ts';
import './verb_menu.css';

export function VerbMenu({ open }: { readonly open: OpenVerbs }): ReactElement | null {
  const { acts } = usePlayground();
  const { view, cursor } = useRunAt();
  const words = useWords().verbs;
  // Answers stand in panels, and a talk has none.
  const answers = !usePlaygroundState((state) => state.presenting);
  const stage = useStageView();
  if (stage === undefined) return null;
  const groups = verbsOf(open.noun, stage);
  const { noun } = open;
  const askAbout = (key: string): void => {
    const seq = view === undefined ? undefined : latestAbout(view, key, cursor);
    acts.ask(seq === undefined ? undefined : { kind: 'why', seq });
  };
  return (
    <DropdownMenu.Root open onOpenChange={(next) => next || acts.closeVerbs()}>
      <DropdownMenu.Trigger asChild>
        <span className="verb-anchor" style={{ left: open.x, top: open.y }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="verb-menu"
          align="start"
          sideOffset={2}
          collisionPadding={8}
          aria-labelledby="verb-title"
          tabIndex={0}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            open.opener?.focus();
          }}
        >
          <DropdownMenu.Label id="verb-title" className="verb-title">
            {nounTitle(noun, words)}
          </DropdownMenu.Label>
          {answers && noun.kind === 'object' && (
            <DropdownMenu.Group>
              <PlainItem
                label={words.inspect}
                act={() => acts.select({ kind: 'object', key: noun.key })}
              />
              <PlainItem label={words.edit} act={() => acts.editObject(noun.key)} />
              <PlainItem label={words.whyAsItIs} act={() => askAbout(noun.key)} />
            </DropdownMenu.Group>
          )}
          {answers && (
            <DropdownMenu.Group>
              <PlainItem label={words.whyNothing} act={() => acts.ask({ kind: 'why not', noun })} />
            </DropdownMenu.Group>
          )}
          {groups.map((group) => (
            <DropdownMenu.Group key={group[0]?.statement} aria-label={group[0]?.label(words)}>
              <DropdownMenu.Separator className="verb-line" />
              {group.map((verb) => (
                <VerbItem key={verb.statement} verb={verb} />
              ))}
            </DropdownMenu.Group>
          ))}
          {open.box !== undefined && <About box={open.box} />}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** What the box is, and what is simplified here. */
function About({ box }: { readonly box: BoxName }): ReactElement {
  const { acts } = usePlayground();
  const { labels, words } = useLocale();
  const { what, simplified } = labels.boxes[box];
  return (
    <>
      <DropdownMenu.Group>
        <DropdownMenu.Separator className="verb-line" />
        <PlainItem label={words.boxCard.menuItem} act={() => acts.openBox(box)} />
      </DropdownMenu.Group>
      <DropdownMenu.Label className="verb-about">
        <p>{what}</p>
        <p>
          <b>{words.verbs.simplified}</b> {simplified}
        </p>
      </DropdownMenu.Label>
    </>
  );
}

function PlainItem(props: { readonly label: string; readonly act: () => void }): ReactElement {
  return (
    <DropdownMenu.Item className="verb" onSelect={props.act}>
      <span className="verb-label">{props.label}</span>
    </DropdownMenu.Item>
  );
}

function VerbItem({ verb }: { readonly verb: Verb }): ReactElement {
  const { acts, book } = usePlayground();
  const { words: all } = useLocale();
  const words = all.verbs;
  const run = usePlaygroundState((state) => state.run);
  const reason = readOnlyText(book.find(run), all) ?? verb.impossible?.(words);
  const impossible = reason !== undefined;
  return (
    <DropdownMenu.Item
      className={impossible ? 'verb impossible' : 'verb'}
      aria-disabled={impossible}
      onSelect={(event) => {
        if (impossible) event.preventDefault();
        else acts.perform(verb.statement);
      }}
    >
      <span className="verb-label">{verb.label(words)}</span>
      <code>{verb.statement}</code>
      {impossible && (
        <span className="verb-reason">
          <span className="visually-hidden">{words.impossible} </span>
          {reason}
        </span>
      )}
      {verb.honesty !== undefined && (
        <span className={`honesty ${verb.honesty}`} title={words.honesty[verb.honesty]}>
          <span>{words.honesty[verb.honesty]}</span>
        </span>
      )}
    </DropdownMenu.Item>
  );
}
