/** The script language for Monaco: its colours, and completion from the one action registry. */

import type * as Monaco from 'monaco-editor/editor';
import { actions } from '#script/actions.ts';
import type { ScriptLanguage } from './script_language.ts';

type MonacoEditor = typeof Monaco;

const firstWords = [
  ...new Set([...actions.map(({ usage }) => usage.split(' ')[0] ?? ''), 'file', 'kubectl']),
];

/** Until the returned handle is disposed of, `lab` texts are coloured and completed. */
export function offerScriptLanguage(
  monaco: MonacoEditor,
  language: ScriptLanguage,
): { readonly dispose: () => void } {
  if (!monaco.languages.getLanguages().some(({ id }) => id === 'lab')) {
    monaco.languages.register({ id: 'lab' });
    monaco.languages.setLanguageConfiguration('lab', { comments: { lineComment: '#' } });
    monaco.languages.setMonarchTokensProvider('lab', tokens);
  }
  return monaco.languages.registerCompletionItemProvider('lab', {
    triggerCharacters: [' ', '/', '='],
    provideCompletionItems: (model, position) => {
      const { lineNumber, column } = position;
      const line = model.getLineContent(lineNumber).slice(0, column - 1);
      const before = model.getLinesContent().slice(0, lineNumber - 1);
      const { column: startColumn, words } = language.complete(line, before);
      const range = {
        startLineNumber: lineNumber,
        endLineNumber: lineNumber,
        startColumn,
        endColumn: column,
      };
      const kind = monaco.languages.CompletionItemKind.Keyword;
      return {
        suggestions: words.map((word) => ({ label: word, kind, insertText: word, range })),
      };
    },
  });
}

const tokens: Monaco.languages.IMonarchLanguage = {
  keywords: firstWords,
  tokenizer: {
    root: [
      [/^\s*#.*$/, 'comment'],
      [/\s#.*$/, 'comment'],
      [/^\s*[a-z][\w.-]*/, { cases: { '@keywords': 'keyword', '@default': 'invalid' } }],
      [/<<([A-Za-z_]\w*)$/, { token: 'delimiter', next: '@block.$1' }],
      [/"(?:[^"\\]|\\.)*"|'[^']*'/, 'string'],
      [/\b\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h)?\b/, 'number'],
      [/==|!=|>=|<=|[<>~]/, 'operator'],
      [/--?[\w-]+/, 'type'],
      [/[\w./:-]+/, 'identifier'],
    ],
    block: [
      [
        /^[A-Za-z_]\w*$/,
        { cases: { '$0==$S2': { token: 'delimiter', next: '@pop' }, '@default': 'string' } },
      ],
      [/^\s*#.*$/, 'comment'],
      [/^(\s*(?:- )?[\w./-]+)(:)/, ['type', 'delimiter']],
      [/./, 'string'],
    ],
  },
};
