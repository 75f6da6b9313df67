/**
 * The verbs of a noun as they stand now: each a statement of the script language, and, where it is
 * impossible, the reason. Nothing is hidden: a verb that cannot be done teaches why.
 */

import type { StageView } from '#view-model/stage_view.ts';
import type { Noun } from './noun.ts';
import { objectVerbs } from './object_verbs.ts';
import { programVerbs, workerVerbs } from './program_verbs.ts';
import { apiserverVerbs, requestVerbs } from './server_verbs.ts';
import type { Verb } from './verb.ts';
import { watchOf } from './watch_state.ts';
import { frameVerbs, handlerVerbs, informerVerbs, watchVerbs } from './watch_verbs.ts';

/** The verbs of `noun` at this place of the run, in groups. */
export function verbsOf(noun: Noun, stage: StageView): readonly (readonly Verb[])[] {
  switch (noun.kind) {
    case 'watch':
      return watchVerbs(noun.noun, stage);
    case 'frame':
      return [frameVerbs(noun, watchOf(noun.noun, stage))];
    case 'informer':
      return informerVerbs(noun.informer, stage);
    case 'handlers':
      return handlerVerbs(noun.informer, stage);
    case 'worker':
      return workerVerbs(noun.worker, stage);
    case 'apiserver':
      return apiserverVerbs(noun.replica, stage);
    case 'request':
      return requestVerbs(noun, stage);
    case 'program':
      return programVerbs(noun.program, stage);
    case 'object':
      return [objectVerbs(noun.key, stage)];
  }
}
