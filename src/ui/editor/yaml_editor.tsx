/**
 * A place to write YAML: a plain text area at once, Monaco when it has arrived. Both hold the same text;
 * whoever never edits never downloads an editor.
 */

import { type ReactElement, useEffect, useRef, useState } from 'react';
import type { JsonObject } from '#base/json.ts';
import type { Words } from '#messages/en/ui/words.ts';
import type { Theme } from '#ui/theme/theme.ts';
import type { HelpWith } from './manifest_help.ts';
import type { MountedEditor, MountedLanguage } from './monaco_yaml.ts';
import type { ScriptLanguage } from './script_language.ts';
import './yaml_editor.css';

/** What an API server says of manifests, fetched with the editor. */
export interface ManifestSource {
  readonly helpWith: () => Promise<HelpWith>;
  /** The CustomResourceDefinitions of the cluster. */
  readonly definitions: () => readonly JsonObject[];
  readonly words: Words['manifests'];
  /** Hears what the server would refuse, whenever that changes. */
  readonly found: (marks: readonly TextMark[]) => void;
}

/** What is written, and what is known of it: for scripts, what may come next in a line. */
export type EditorLanguage = ManifestSource | ScriptLanguage;

/** Where the text is wrong, for a squiggle. Counted from 1. */
export interface TextMark {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface YamlEditorProps {
  readonly text: string;
  readonly label: string;
  readonly theme: Theme;
  readonly marks: readonly TextMark[];
  readonly changed: (text: string) => void;
  readonly submitted: () => void;
  /** Without one it is YAML of which nothing is known. */
  readonly language?: EditorLanguage;
  /** Past this size the text stays in the plain text area. */
  readonly plain?: boolean;
}

export function YamlEditor(props: YamlEditorProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [editor, setEditor] = useState<MountedEditor | undefined>(undefined);
  const plain = props.plain === true;

  useEffect(() => {
    if (plain) return;
    let mounted: MountedEditor | undefined;
    let gone = false;
    const mount = async (): Promise<void> => {
      const [{ mountYamlEditor }, language] = await Promise.all([
        import('./monaco_yaml.ts'),
        mountedLanguage(latest.current.language),
      ]);
      const parent = place.current;
      if (gone || parent === null) return;
      mounted = mountYamlEditor({
        parent,
        text: latest.current.text,
        label: latest.current.label,
        theme: latest.current.theme,
        language,
        changed: (text) => latest.current.changed(text),
        submitted: () => latest.current.submitted(),
      });
      setEditor(mounted);
    };
    // Without the editor's chunk (offline, say) the text area goes on working.
    mount().catch(() => undefined);
    return () => {
      gone = true;
      mounted?.close();
      setEditor(undefined);
    };
  }, [plain]);

  useEffect(() => editor?.focus(), [editor]);

  useEffect(
    () => editor?.show(props.text, props.marks, props.theme),
    [editor, props.text, props.marks, props.theme],
  );

  return (
    <div className="yaml-editor">
      {editor === undefined && (
        <textarea
          aria-label={props.label}
          spellCheck={false}
          autoCapitalize="off"
          value={props.text}
          onChange={(event) => props.changed(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.submitted();
          }}
        />
      )}
      <div ref={place} className="yaml-monaco" hidden={editor === undefined} />
    </div>
  );
}

async function mountedLanguage(language: EditorLanguage | undefined): Promise<MountedLanguage> {
  if (language === undefined) return { kind: 'yaml' };
  if (!('helpWith' in language)) return { kind: 'script', language };
  const [{ ManifestLanguage }, helpWith] = await Promise.all([
    import('./manifest_language.ts'),
    language.helpWith(),
  ]);
  const { definitions, words, found } = language;
  return {
    kind: 'manifests',
    language: new ManifestLanguage(helpWith, { definitions, words }),
    found,
  };
}
