/** The manifest dialog: paste, edit, apply. What is wrong stays beside the text, with its position. */

import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactElement, useEffect, useState } from 'react';
import type { ScriptProblem } from '#trace/engine_port.ts';
import { YamlEditor } from '#ui/editor/yaml_editor.tsx';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { ApplyDialog as Opened } from '#ui/playground/playground_store.ts';
import { ProblemList } from '#ui/widgets/problem_list.tsx';
import { examples } from './examples.ts';
import { plainTextOver, sizeProblem, usualLine } from './manifest_limits.ts';
import '#ui/widgets/dialog.css';
import './apply_dialog.css';

export function ApplyDialog({ opened }: { readonly opened: Opened }): ReactElement {
  const { acts } = usePlayground();
  return (
    <Dialog.Root open onOpenChange={(open) => open || acts.closeApply()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content className="dialog apply" aria-describedby="apply-hint">
          <ApplyForm key={opened.title} opened={opened} />
          <Dialog.Close className="button bare icon dialog-close" aria-label="Close">
            <X size={16} aria-hidden="true" />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const noProblems: readonly ScriptProblem[] = [];

function ApplyForm({ opened }: { readonly opened: Opened }): ReactElement {
  const { acts } = usePlayground();
  const theme = usePlaygroundState((state) => state.theme);
  const [text, setText] = useState(opened.text);
  const [problems, setProblems] = useState(noProblems);
  const [waiting, setWaiting] = useState(false);
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
        Any YAML with one or more objects. You can also paste or drop it anywhere on the page.
      </p>
      {opened.note !== undefined && <p className="dialog-note">{opened.note}</p>}
      <div className="examples">
        <span className="label">start from</span>
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
        label="Manifest"
        theme={theme}
        marks={problems}
        changed={change}
        submitted={submit}
        plain={text.length > plainTextOver}
      />
      <ProblemList problems={problems} rest="Nothing was applied. The run goes on as it was." />
      <div className="dialog-actions">
        <span className="label">
          {sizeProblem(text) === undefined ? 'Ctrl Enter sends it' : ''}
        </span>
        <Dialog.Close className="button">Cancel</Dialog.Close>
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

/** `kubectl edit`: the first words of the line that takes the text. */
function commandOf({ line = usualLine }: Opened): string {
  return line.split(' ').slice(0, 2).join(' ');
}
