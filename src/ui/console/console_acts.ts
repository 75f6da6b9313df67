/** What happens to a line that is entered: the console answers it itself, opens an editor, or gives it to the run. */

import { helpFor } from '#script/help_text.ts';
import { kubectlYaml } from '#script/kubectl_yaml.ts';
import { withFile } from '#script/named_files.ts';
import { pluralOf } from '#script/resource_names.ts';
import { tokenize } from '#script/token.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { objectAt } from '#ui/playground/object_at.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { keyOf } from './known_objects.ts';

/** What a line is to do. */
export type Deed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'history' }
  | { readonly kind: 'help'; readonly text: string }
  | {
      readonly kind: 'editor';
      readonly title: string;
      readonly line: string;
      readonly text: string;
    }
  | { readonly kind: 'perform'; readonly statement: string };

export function deedOf(entered: string, handle: PlaygroundHandle): Deed {
  const line = entered.trim();
  if (line === '') return { kind: 'nothing' };
  if (line === 'clear' || line === 'history') return { kind: line };
  const help = helpFor(line);
  if (help !== undefined) return { kind: 'help', text: help };
  const written = manifestToWrite(line) ?? objectToEdit(line, handle);
  if (written !== undefined) return written;
  const record = recordOf(handle);
  return { kind: 'perform', statement: record === undefined ? line : withFile(line, record) };
}

function recordOf({ store, book }: PlaygroundHandle): RunRecord | undefined {
  return book.find(store.getState().run)?.record;
}

/** `kubectl apply`, `create` and `replace` with `-f -` or without `-f` ask for their text. */
function manifestToWrite(line: string): Deed | undefined {
  const words = wordsOf(line);
  const [kubectl, verb = '', ...rest] = words;
  const takesFile = verb === 'apply' || verb === 'create' || verb === 'replace';
  if (kubectl !== 'kubectl' || !takesFile || line.includes('\n')) return undefined;
  const at = rest.findIndex((word) => word === '-f' || word === '--filename');
  const named = at < 0 ? undefined : rest[at + 1];
  if (named !== undefined && named !== '-') return undefined;
  const isGenerated = verb === 'create' && rest.some((word) => !word.startsWith('-'));
  if (at < 0 && isGenerated) return undefined;
  const whole = at < 0 ? `${line} -f -` : line;
  return { kind: 'editor', title: `kubectl ${verb}`, line: whole, text: '' };
}

/** `kubectl edit` opens the object as it is where the reader stands. */
function objectToEdit(line: string, { store, book }: PlaygroundHandle): Deed | undefined {
  const [kubectl, verb, ...rest] = wordsOf(line);
  if (kubectl !== 'kubectl' || verb !== 'edit' || line.includes('\n')) return undefined;
  const words = rest.filter((word) => !word.startsWith('-'));
  const [type = '', name = ''] = words[0]?.includes('/') === true ? words[0].split('/') : words;
  const { run, cursor } = store.getState();
  const view = book.view(run);
  const key =
    view === undefined ? undefined : keyOf(view, cursor, { resource: pluralOf(type), name });
  const object = view === undefined || key === undefined ? undefined : objectAt(view, cursor, key);
  if (object === undefined) return undefined;
  const title = store.getState().locale.words.notices.editTitle(`${type}/${name}`);
  return { kind: 'editor', title, line: `${line} -f -`, text: kubectlYaml(object) };
}

function wordsOf(line: string): readonly string[] {
  const tokens = tokenize(line);
  return tokens.ok ? tokens.value.map(({ text }) => text) : [];
}
