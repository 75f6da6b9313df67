/** `lab new-lesson L03 some-name`: a folder made from the template, which holds from the first minute on. */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '#base/result.ts';

const repository = join(import.meta.dirname, '../..');
const template = join(repository, 'lessons/_template');

/** Makes `L03-some-name` below `folder` and returns its path, or says why not. */
export function newLesson(
  id: string,
  slug: string,
  folder = join(repository, 'lessons'),
): Result<string, string> {
  if (!/^L\d\d$/.test(id)) return fail(`expected a number such as L03, got ${JSON.stringify(id)}`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug)) {
    return fail(`expected a name such as some-name, got ${JSON.stringify(slug)}`);
  }
  const taken = existsSync(folder)
    ? readdirSync(folder).find((each) => each.startsWith(`${id}-`))
    : undefined;
  if (taken !== undefined) return fail(`${id} is there already: ${taken}`);
  const made = join(folder, `${id}-${slug}`);
  mkdirSync(made, { recursive: true });
  for (const name of readdirSync(template)) {
    const text = readFileSync(join(template, name), 'utf8');
    const own = name.endsWith('.ts')
      ? text
          .replace("id: 'L00'", `id: '${id}'`)
          .replace("slug: 'template'", `slug: '${slug}'`)
          .replace("seed: 'template'", `seed: '${slug}'`)
      : text;
    writeFileSync(join(made, name), own);
  }
  return ok(made);
}

/** Prints what was made and how to go on. Returns the exit code. */
export function printNewLesson(id: string, slug: string): number {
  const made = newLesson(id, slug);
  if (!made.ok) {
    process.stderr.write(`${made.error}\n`);
    return 2;
  }
  const address = `${id}-${slug}`;
  console.log(`lessons/${address}: lesson.ts, lesson.en.md, lesson.zh-CN.md`);
  console.log(`See it:   npm start, then open #lesson=${address}`);
  console.log(`Prove it: npm run -s lab -- lessons --check ${address}`);
  return 0;
}
