/** The manifest dialog: paste, edit, apply. What is wrong stays beside the text, with its position. */

import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import type { ScriptProblem } from '#trace/engine_port.ts';
import { leaveEscapeToEditor } from '#ui/editor/editor_escape.ts';
import { type ManifestSource, type TextMark, YamlEditor } from '#ui/editor/yaml_editor.tsx';
import { useWords } from '#ui/language/language.ts';
import { objectsAt } from '#ui/playground/object_at.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { ApplyDialog as Opened } from '#ui/playground/playground_store.ts';
import { ProblemList } from '#ui/widgets/problem_list.tsx';
import { examples } from './examples.ts';
import { plainTextOver, sizeProblem, usualLine } from './manifest_limits.ts';
import '#ui/widgets/dialog.css';
import './apply_dialog.css';

interface ApplyProps {
  readonly opened: Opened;
  readonly help: ManifestSource['helpWith'];
}

export function ApplyDialog({ opened, help }: ApplyProps): ReactElement {
  const { acts } = usePlayground();
  const words = useWords();
  return (
    <Dialog.Root open onOpenChange={(open) => open || acts.closeApply()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content
          className="dialog apply"
          aria-describedby="apply-hint"
          onEscapeKeyDown={leaveEscapeToEditor}
        >
          <ApplyForm key={opened.title} opened={opened} help={help} />
          <Dialog.Close className="button bare icon dialog-close" aria-label={words.widgets.close}>
            <X size={16} aria-hidden="true" />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const noProblems: readonly ScriptProblem[] = [];
const noFaults: readonly TextMark[] = [];

function ApplyForm({ opened, help }: ApplyProps): ReactElement {
  const { acts } = usePlayground();
  const theme = usePlaygroundState((state) => state.theme);
  const words = useWords().apply;
  const [text, setText] = useState(opened.text);
  const [problems, setProblems] = useState(noProblems);
  const [waiting, setWaiting] = useState(false);
  const [faults, setFaults] = useState(noFaults);
  const manifests = useManifests(help, setFaults);
  useEffect(() => setText(opened.text), [opened.text]);
  const submit = (): void => {
    if (waiting) return;
    setWaiting(true);
    acts.applyManifest(text, (found) => {
      setWaiting(false);
      setProblems(found);
    });
  };
  const change = (next: string): void => {
    setText(next);
    setProblems(noProblems);
  };
  return (
    <>
      <Dialog.Title className="dialog-title">{opened.title}</Dialog.Title>
      <p id="apply-hint" className="dialog-hint">
        {words.hint}
      </p>
      {opened.note !== undefined && <p className="dialog-note">{opened.note}</p>}
      <div className="examples">
        <span className="label">{words.startFrom}</span>
        {examples.map((example) => (
          <button
            key={example.name}
            type="button"
            className="button"
            onClick={() => change(example.text)}
          >
            {example.name}
          </button>
        ))}
      </div>
      <YamlEditor
        text={text}
        label={words.manifest}
        theme={theme}
        marks={problems}
        changed={change}
        submitted={submit}
        language={manifests}
        plain={text.length > plainTextOver}
      />
      <FaultLine faults={text.trim() === '' ? noFaults : faults} />
      <ProblemList problems={problems} rest={words.nothingApplied} />
      <div className="dialog-actions">
        <span className="label">
          {sizeProblem(text, words) === undefined ? manifests.words.keys : ''}
        </span>
        <Dialog.Close className="button">{words.cancel}</Dialog.Close>
        <button
          type="button"
          className="button primary"
          disabled={text.trim() === '' || waiting}
          onClick={submit}
        >
          {commandOf(opened)}
        </button>
      </div>
    </>
  );
}

/** The API server's rules, with the definitions that the run has where its reader stands. */
function useManifests(
  helpWith: ManifestSource['helpWith'],
  found: ManifestSource['found'],
): ManifestSource {
  const { book, store } = usePlayground();
  const words = useWords().manifests;
  return useMemo(
    () => ({
      helpWith,
      found,
      words,
      definitions: () => {
        const { run, cursor } = store.getState();
        const view = book.view(run);
        return view === undefined ? [] : objectsAt(view, cursor, 'customresourcedefinitions');
      },
    }),
    [helpWith, found, words, book, store],
  );
}

/** What the server would refuse first; the marks in the text show the rest. */
function FaultLine({ faults }: { readonly faults: readonly TextMark[] }): ReactElement {
  const [first] = faults;
  const words = useWords().manifests;
  return (
    <p className="fault-line" role="status">
      {first !== undefined && (
        <>
          <b>{words.refused(faults.length)}</b> {words.at(first.line, first.message)}
        </>
      )}
    </p>
  );
}

/** `kubectl edit`: the first words of the line that takes the text. */
function commandOf({ line = usualLine }: Opened): string {
  return line.split(' ').slice(0, 2).join(' ');
}
