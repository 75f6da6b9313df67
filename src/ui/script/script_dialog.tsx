/** The run's script, with what was done by hand, to be changed and run anew. The old run stays. */

import { type ReactElement, useMemo, useRef, useState } from 'react';
import { complete } from '#script/complete.ts';
import { readHead } from '#script/head.ts';
import { parseScript } from '#script/parse.ts';
import { scriptOfRecord } from '#script/script_of_record.ts';
import type { RunRecord, ScriptProblem } from '#trace/engine_port.ts';
import { WorldAt } from '#ui/console/world_at.ts';
import type { ScriptLanguage } from '#ui/editor/script_language.ts';
import { YamlEditor } from '#ui/editor/yaml_editor.tsx';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { PageDialog } from '#ui/widgets/page_dialog.tsx';
import { ProblemList } from '#ui/widgets/problem_list.tsx';
import { withoutBlock } from './script_block.ts';
import '#ui/apply/apply_dialog.css';

export function ScriptDialog(): ReactElement | null {
  const { acts, book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const record = book.find(run)?.record;
  const words = useWords().script;
  if (record === undefined) return null;
  return (
    <PageDialog
      title={words.title}
      about={words.about}
      className="apply script-dialog"
      close={acts.closeDialog}
    >
      <ScriptForm record={record} />
    </PageDialog>
  );
}

function ScriptForm({ record }: { readonly record: RunRecord }): ReactElement {
  const { acts } = usePlayground();
  const theme = usePlaygroundState((state) => state.theme);
  const words = useWords().script;
  const [text, setText] = useState(() => scriptOfRecord(record));
  const [refused, setRefused] = useState<readonly ScriptProblem[]>([]);
  const [waiting, setWaiting] = useState(false);
  const language = useScriptLanguage();
  const read = useMemo(() => parseScript(text), [text]);
  const problems = read.ok ? refused : read.error;
  const submit = (): void => {
    if (waiting || !read.ok) return;
    setWaiting(true);
    const { profile, seed, policy } = readHead(text, record);
    const { version } = record;
    const opened = {
      record: { version, profile, seed, policy, script: text, acts: [] },
      name: words.newRun,
      text: words.newRunText,
      at: undefined,
    };
    acts.openRun(opened, (found) => {
      setWaiting(false);
      setRefused(found);
      if (found.length === 0) acts.closeDialog();
    });
  };
  return (
    <>
      <YamlEditor
        text={text}
        label={words.label}
        theme={theme}
        language={language}
        marks={problems}
        changed={(next) => {
          setText(next);
          setRefused([]);
        }}
        submitted={submit}
      />
      <ProblemList problems={problems} rest={words.refused} />
      <div className="dialog-actions">
        <span className="label">{words.keys}</span>
        <button type="button" className="button" onClick={acts.closeDialog}>
          {words.cancel}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={!read.ok || waiting}
          onClick={submit}
        >
          {words.run}
        </button>
      </div>
    </>
  );
}

/** Completes with the names that the run in view has. Inside a file's block nothing is completed. */
function useScriptLanguage(): ScriptLanguage {
  const { store, book } = usePlayground();
  const worlds = useRef(new WorldAt());
  return useMemo(
    () => ({
      complete: (line, before) => {
        const { run, cursor } = store.getState();
        const view = book.view(run);
        const files = withoutBlock(before);
        if (view === undefined || files === undefined)
          return { column: line.length + 1, words: [] };
        return complete(line, worlds.current.get(view, cursor), files);
      },
    }),
    [store, book],
  );
}
