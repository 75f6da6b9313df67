/** Monaco with the colours of YAML and of scripts, and nothing else of its languages. Only ever imported lazily. */

import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/yaml/register';
import { unreachable } from '#base/unreachable.ts';
import type { Theme } from '#ui/theme/theme.ts';
import type { ManifestLanguage } from './manifest_language.ts';
import { offerManifests } from './monaco_manifests.ts';
import { offerScriptLanguage } from './monaco_script.ts';
import type { ScriptLanguage } from './script_language.ts';
import type { TextMark } from './yaml_editor.tsx';

export interface MountedEditor {
  readonly show: (text: string, marks: readonly TextMark[], theme: Theme) => void;
  /** Once it can be seen; what is hidden takes no focus. */
  readonly focus: () => void;
  readonly close: () => void;
}

/** What is written: YAML of any kind, manifests of which the server's rules are known, or a script. */
export type MountedLanguage =
  | { readonly kind: 'yaml' }
  | {
      readonly kind: 'manifests';
      readonly language: ManifestLanguage;
      readonly found: (marks: readonly TextMark[]) => void;
    }
  | { readonly kind: 'script'; readonly language: ScriptLanguage };

export function mountYamlEditor(options: {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly label: string;
  readonly theme: Theme;
  readonly language: MountedLanguage;
  readonly changed: (text: string) => void;
  readonly submitted: () => void;
}): MountedEditor {
  globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };
  defineThemes();
  const { language } = options;
  const editor = monaco.editor.create(options.parent, {
    value: options.text,
    language: language.kind === 'script' ? 'lab' : 'yaml',
    theme: options.theme,
    ariaLabel: options.label,
    automaticLayout: true,
    minimap: { enabled: false },
    fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
    fontSize: 13,
    lineHeight: 19,
    tabSize: 2,
    scrollBeyondLastLine: false,
    renderLineHighlight: 'none',
    overviewRulerLanes: 0,
    padding: { top: 8, bottom: 8 },
    // Tab leaves the editor: a keyboard must never be trapped in it.
    tabFocusMode: true,
    // To the colours of YAML, a word that is not finished is a string.
    quickSuggestions: { other: true, comments: false, strings: true },
    // What is written out already is not in the way of a new line.
    acceptSuggestionOnEnter: 'smart',
  });
  const offered = offerLanguage(editor, language);
  // What the editor itself has told comes back later; by then its writer may have gone on.
  const told = new Set<string>();
  editor.onDidChangeModelContent(() => {
    told.add(editor.getValue());
    options.changed(editor.getValue());
  });
  editor.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, options.submitted);
  return {
    show: (text, marks, theme) => {
      if (!told.has(text) && editor.getValue() !== text) editor.setValue(text);
      if (editor.getValue() === text) told.clear();
      show(editor, marks, theme);
    },
    focus: () => editor.focus(),
    close: () => {
      offered?.dispose();
      editor.getModel()?.dispose();
      editor.dispose();
    },
  };
}

function offerLanguage(
  editor: monaco.editor.IStandaloneCodeEditor,
  language: MountedLanguage,
): { readonly dispose: () => void } | undefined {
  switch (language.kind) {
    case 'yaml':
      return undefined;
    case 'manifests':
      return offerManifests(monaco, editor, language);
    case 'script':
      return offerScriptLanguage(monaco, language.language);
    default:
      return unreachable(language);
  }
}

function show(
  editor: monaco.editor.IStandaloneCodeEditor,
  marks: readonly TextMark[],
  theme: Theme,
): void {
  monaco.editor.setTheme(theme);
  const model = editor.getModel();
  if (model === null) return;
  const markers = marks.map(({ line, column, message }) => ({
    severity: monaco.MarkerSeverity.Error,
    message,
    startLineNumber: line,
    startColumn: column,
    endLineNumber: line,
    endColumn: Math.max(column + 1, model.getLineMaxColumn(Math.min(line, model.getLineCount()))),
  }));
  monaco.editor.setModelMarkers(model, 'manifest', markers);
}

function defineThemes(): void {
  const transparent = { 'editor.background': '#00000000', 'editorGutter.background': '#00000000' };
  monaco.editor.defineTheme('light', {
    base: 'vs',
    inherit: true,
    // Enough contrast for small type on the sunken ground.
    rules: [
      { token: 'number', foreground: '04604f' },
      { token: 'type', foreground: '1c5cc2' },
    ],
    colors: { ...transparent, 'editor.background': '#f5f7fa' },
  });
  monaco.editor.defineTheme('dark', {
    base: 'vs-dark',
    inherit: true,
    rules: [],
    colors: { ...transparent, 'editor.background': '#0f141d' },
  });
}
