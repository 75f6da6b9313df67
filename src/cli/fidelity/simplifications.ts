/** What we simplified: the `@diverges` notes of the files that mirror one of upstream's, and of the API server. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './catalogue.ts';

/** A file of ours and how it differs from the one that it mirrors. */
export interface Simplification {
  /** `src/client-go/tools/cache/store.ts` */
  readonly file: string;
  /** `kubernetes/client-go tools/cache/store.go` */
  readonly upstream: string;
  readonly notes: readonly string[];
}

const mirrors = ['src/client-go', 'src/apimachinery', 'src/apiserver'];
/** What our API server is held against, which mirrors no single file. */
const server = 'kubernetes/kubernetes kube-apiserver';

/** Every file with a note, by path. */
export function readSimplifications(): readonly Simplification[] {
  return mirrors
    .flatMap((folder) =>
      readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
    )
    .sort()
    .map((file) => simplificationOf(file, readFileSync(join(repository, file), 'utf8')))
    .filter(({ notes }) => notes.length > 0);
}

/** A note goes on until the next tag or the end of its comment. */
export function simplificationOf(file: string, text: string): Simplification {
  const fallback = file.startsWith('src/apiserver/') ? server : '';
  const upstream = /@upstream\s+(\S+ \S+)/.exec(text)?.[1] ?? fallback;
  const notes = [...text.matchAll(/@diverges\s+([\s\S]*?)(?=\n\s*\*\s*@|\n?\s*\*\/)/g)].map(
    ([, note = '']) => note.replace(/\s*\n\s*\*\s*/g, ' ').trim(),
  );
  return { file, upstream, notes };
}
