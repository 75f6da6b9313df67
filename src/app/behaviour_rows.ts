/** Rows of the catalogue of upstream's behaviours, for who asks what a sentence of a lesson rests on. */

import type { BehaviourRow } from '#ui/lesson/lesson_catalogue.ts';

const files = import.meta.glob<string>('../../test/catalogue.tsv', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The rows of `component behaviour`: `tools/cache DF10`. */
export function behaviourRows(wanted: string): readonly BehaviourRow[] {
  return Object.values(files)
    .flatMap((text) => text.split('\n'))
    .slice(1)
    .map((line) => line.split('\t'))
    .filter(([component = '', , , , behaviour = '']) =>
      behaviour.split(/[ ,]+/).some((name) => `${component} ${name}` === wanted),
    )
    .map(([component = '', upstreamFile = '', goTest = '', , , ourTest = '']) => ({
      component,
      upstreamFile,
      goTest,
      ourTest,
    }));
}
