/** A moment of a run at which a part of the stage is worth looking at, found by what is true of it. */

import { readStage } from '#view-model/read_stage.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { InformerView, ProgramView, ServerView } from '#view-model/stage_view.ts';
import type { GalleryRun } from './gallery_runs.ts';

export interface Moment {
  /** What can be seen then. */
  readonly title: string;
  readonly run: GalleryRun;
  /** Not before a command that begins like this. */
  readonly since?: string;
  /** Whose loop is looked at; the ReplicaSet controller and its pods if left out. */
  readonly informer?: string;
  readonly is: (place: MomentPlace) => boolean;
}

/** What a moment is recognised by. */
export interface MomentPlace {
  readonly program: ProgramView;
  readonly informer: InformerView;
  readonly server: ServerView;
}

export const usualInformer = 'rs-controller/pods';

/** The first event of the run after which the moment is there. */
export function findMoment(view: RunView, moment: Moment): number | undefined {
  const { since, informer: name = usualInformer, is } = moment;
  const program = name.slice(0, name.indexOf('/'));
  let begun = since === undefined;
  for (const event of view.events) {
    begun ||= event.kind === 'command.applied' && event.data.text.startsWith(since ?? '');
    if (!begun) continue;
    const { server, programs } = readStage(view, event.seq, { program });
    const informer = programs[0]?.informers.find((each) => each.informer === name);
    if (programs[0] === undefined || informer === undefined) continue;
    if (is({ program: programs[0], informer, server })) return event.seq;
  }
  return undefined;
}
