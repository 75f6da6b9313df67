/** Rules that any text of a language must keep, held against what English says in the same place. */

import { probeName } from './probe.ts';

/**
 * Names that stay as they are in every language. Names with a capital inside, such as resourceVersion, and
 * what stands in backquotes need no mention.
 */
export const keptNames: readonly string[] = [
  'Reflector',
  'Indexer',
  'BOOKMARK',
  'LIST',
  'WATCH',
  'Forget',
  'RetryWatcher',
  'etcd',
  'kubectl',
  'kube-apiserver',
  'client-go',
  'Prometheus',
  'goroutine',
  '409 Conflict',
  '410 Gone',
];

/** What {@link lacksOf} says of a text without Chinese. */
export const untranslated = 'is not translated';

/** Words of the field that Chinese uses as they are, too. */
const lentWords = /\b(?:API servers?|deltas?|handlers?|workers?)\b/gi;

const han = '\\p{Script=Han}';

/** What is wrong with a text itself, whatever English says. */
export function flawsOf(said: string): readonly string[] {
  const text = unlinked(said);
  const found: string[] = [];
  const halfWidth = new RegExp(`${han}[,.;:!?()]|[(,;:!?]${han}`, 'u').exec(text);
  if (halfWidth !== null) found.push(`half-width punctuation beside Chinese: "${halfWidth[0]}"`);
  const unspaced = new RegExp(`${han}[A-Za-z0-9⟦\`]|[A-Za-z0-9⟧%\`]${han}`, 'u').exec(text);
  if (unspaced !== null) found.push(`no space between Chinese and Latin: "${unspaced[0]}"`);
  return found;
}

/** Spaces that a text has too many. */
export function spacesOf(said: string): readonly string[] {
  const doubled = /[，。；：！？（] | [，。；：！？）]| {2}/.exec(unlinked(said));
  return doubled === null ? [] : [`a space too many: "${doubled[0]}"`];
}

/** What the text lacks of English: its links, names, numbers, or the translation itself. */
export function lacksOf(text: string, english: string): readonly string[] {
  if (text.trim() === '') return english.trim() === '' ? [] : ['is empty'];
  const found: string[] = [];
  const [links, expected] = [linksOf(text), linksOf(english)];
  if (links !== expected)
    found.push(`points at ${links || 'no box'} instead of ${expected || 'none'}`);
  for (const name of namesIn(english)) {
    if (!text.includes(name)) found.push(`"${name}" must stay as it is`);
  }
  for (const number of numbersIn(english)) {
    if (!numbersIn(text).includes(number)) found.push(`the number ${number} is missing`);
  }
  if (found.length === 0 && isWorded(english) && !new RegExp(han, 'u').test(text)) {
    found.push(untranslated);
  }
  return found;
}

/** `[words](box)` without its brackets. */
function unlinked(text: string): string {
  return text.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1');
}

/** The boxes that a text points at, in alphabetical order. */
function linksOf(text: string): string {
  const boxes = [...text.matchAll(/\[[^\]]+\]\(([^)]*)\)/g)].map(([, box = '']) => box);
  return boxes.toSorted().join(', ');
}

function namesIn(english: string): readonly string[] {
  const text = unlinked(english).replace(probeName, ' ');
  const quoted = [...text.matchAll(/`[^`]+`/g)].map(([name]) => name);
  const rest = text.replace(/`[^`]+`/g, ' ');
  const capitals = [...rest.matchAll(/\b[A-Za-z]*[a-z][A-Z][A-Za-z]*\b/g)].map(([name]) => name);
  const kept = keptNames.filter((name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(rest));
  return [...new Set([...quoted, ...capitals, ...kept])];
}

function numbersIn(text: string): readonly string[] {
  return (
    unlinked(text)
      .replace(probeName, ' ')
      .match(/\d+(?:\.\d+)?/g) ?? []
  );
}

/** True if there is something to translate: a word that is not a name. */
function isWorded(english: string): boolean {
  let text = unlinked(english)
    .replace(probeName, ' ')
    .replace(/`[^`]*`/g, ' ');
  for (const name of namesIn(english)) text = text.replaceAll(name, ' ');
  text = text.replace(lentWords, ' ');
  return /[A-Za-z]{3,}/.test(text);
}
