/** The verbs of every noun on the stage as lines of the palette; those of the informer in view come first. */

import type { Words } from '#messages/en/ui/words.ts';
import type { Focus } from '#ui/playground/playground_store.ts';
import { type Noun, nounTitle } from '#ui/verbs/noun.ts';
import { verbsOf } from '#ui/verbs/verbs.ts';
import type { StageView } from '#view-model/stage_view.ts';
import { doing, type PaletteItem } from './palette_item.ts';

export function verbItems(
  stage: StageView,
  focus: Focus | undefined,
  { palette, verbs }: Words,
): readonly PaletteItem[] {
  const seen = new Set<string>();
  return nounsOn(stage, focus).flatMap((noun) =>
    verbsOf(noun, stage)
      .flat()
      .filter(({ statement }) => !seen.has(statement) && seen.add(statement))
      .map((verb): PaletteItem => {
        const { statement, honesty } = verb;
        const label = verb.label(verbs);
        const impossible = verb.impossible?.(verbs);
        const act = doing(({ acts }) => acts.perform(statement));
        const detail = nounTitle(noun, verbs);
        const group = palette.groups[groups[noun.kind]];
        return { id: statement, group, label, detail, statement, honesty, impossible, deed: act };
      }),
  );
}

const groups: Readonly<Record<Noun['kind'], keyof Words['palette']['groups']>> = {
  watch: 'watches',
  frame: 'watches',
  informer: 'watches',
  apiserver: 'servers',
  program: 'programs',
  handlers: 'handlers',
  worker: 'handlers',
  request: 'requests',
  object: 'objects',
};

/** Everything on the stage that has verbs. */
export function nounsOn(stage: StageView, focus: Focus | undefined): readonly Noun[] {
  const informers = stage.programs.flatMap((program) =>
    program.informers.map(({ informer }) => informer),
  );
  const inView = informers.filter((informer) => informer === focus?.informer);
  const others = informers.filter((informer) => informer !== focus?.informer);
  return [
    ...[...inView, ...others].flatMap((informer): readonly Noun[] => [
      { kind: 'watch', noun: informer },
      { kind: 'informer', informer },
      { kind: 'handlers', informer },
    ]),
    ...stage.server.replicas.map(({ replica }): Noun => ({ kind: 'apiserver', replica })),
    ...stage.programs.map(({ program }): Noun => ({ kind: 'program', program })),
    ...stage.programs.flatMap(({ controller }) =>
      (controller?.workers ?? []).map(({ worker }): Noun => ({ kind: 'worker', worker })),
    ),
    ...stage.server.requests.rows.map(
      ({ request, client, verb, resource }): Noun => ({
        kind: 'request',
        request,
        client,
        verb,
        resource,
      }),
    ),
    ...stage.server.resources.flatMap(({ objects }) =>
      objects.rows.map(({ key }): Noun => ({ kind: 'object', key })),
    ),
  ];
}
