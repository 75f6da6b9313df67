/** Manifests for Monaco: marks where the API server would refuse, completion and hover from its own tables. */

import type * as Monaco from 'monaco-editor/editor';
import type { ManifestLanguage, Offer } from './manifest_language.ts';
import type { TextMark } from './yaml_editor.tsx';

type MonacoEditor = typeof Monaco;

/** Writing is not interrupted by a check at every key. */
const restMs = 150;

/** Until the returned handle is disposed of, the editor's text is checked, completed and explained. */
export function offerManifests(
  monaco: MonacoEditor,
  editor: Monaco.editor.IStandaloneCodeEditor,
  told: {
    readonly language: ManifestLanguage;
    readonly found: (marks: readonly TextMark[]) => void;
  },
): { readonly dispose: () => void } {
  const { language, found } = told;
  const model = editor.getModel();
  if (model === null) return { dispose: () => undefined };
  const check = (): void => {
    if (!model.isDisposed()) found(mark(monaco, model, language));
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const parts = [
    model.onDidChangeContent(() => {
      clearTimeout(timer);
      timer = setTimeout(check, restMs);
    }),
    monaco.languages.registerCompletionItemProvider('yaml', {
      provideCompletionItems: (asked, position) =>
        asked === model ? completions(monaco, model, { language, position }) : undefined,
    }),
    monaco.languages.registerHoverProvider('yaml', {
      provideHover: (asked, position) =>
        asked === model ? hover(monaco, model, { language, position }) : undefined,
    }),
  ];
  check();
  return {
    dispose: () => {
      clearTimeout(timer);
      for (const part of parts) part.dispose();
    },
  };
}

/** Marks what is wrong, and tells where. Lines end as the model has them, so offsets are asked of it. */
function mark(
  monaco: MonacoEditor,
  model: Monaco.editor.ITextModel,
  language: ManifestLanguage,
): readonly TextMark[] {
  const faults = language.faults(textOf(monaco, model)).map(({ start, end, message }) => ({
    message,
    ...rangeOf(monaco, model, { start, end }),
  }));
  const severity = monaco.MarkerSeverity.Error;
  monaco.editor.setModelMarkers(
    model,
    'apiserver',
    faults.map((fault) => ({ severity, ...fault })),
  );
  return faults.map(({ message, startLineNumber, startColumn }) => ({
    line: startLineNumber,
    column: startColumn,
    message,
  }));
}

interface Asked {
  readonly language: ManifestLanguage;
  readonly position: Monaco.Position;
}

function completions(
  monaco: MonacoEditor,
  model: Monaco.editor.ITextModel,
  { language, position }: Asked,
): Monaco.languages.CompletionList | undefined {
  const text = textOf(monaco, model);
  const found = language.offers(text, model.getOffsetAt(position));
  if (found === undefined) return undefined;
  const range = rangeOf(monaco, model, found);
  const item = (offer: Offer, index: number): Monaco.languages.CompletionItem => ({
    label: { label: offer.label, description: offer.detail },
    kind: monaco.languages.CompletionItemKind[offer.kind === 'field' ? 'Field' : 'EnumMember'],
    insertText: offer.insert,
    filterText: offer.label,
    // What is required comes first.
    sortText: String(index).padStart(4, '0'),
    range,
    // The text brings its own margin.
    insertTextRules: monaco.languages.CompletionItemInsertTextRule.KeepWhitespace,
    ...(offer.about === undefined ? {} : { documentation: offer.about }),
    ...(offer.kind === 'value'
      ? {}
      : { command: { id: 'editor.action.triggerSuggest', title: 'What can follow' } }),
  });
  return { suggestions: found.offers.map(item) };
}

function hover(
  monaco: MonacoEditor,
  model: Monaco.editor.ITextModel,
  { language, position }: Asked,
): Monaco.languages.Hover | undefined {
  const found = language.field(textOf(monaco, model), model.getOffsetAt(position));
  if (found === undefined) return undefined;
  const contents = found.lines.map((line, index) => ({
    value: index === 0 ? `\`${line}\`` : line,
  }));
  return { range: rangeOf(monaco, model, found), contents };
}

/** With the model's own line ends, so that its offsets are the text's. */
function textOf(monaco: MonacoEditor, model: Monaco.editor.ITextModel): string {
  return model.getValue(monaco.editor.EndOfLinePreference.TextDefined);
}

function rangeOf(
  monaco: MonacoEditor,
  model: Monaco.editor.ITextModel,
  { start, end }: { readonly start: number; readonly end: number },
): Monaco.IRange {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}
