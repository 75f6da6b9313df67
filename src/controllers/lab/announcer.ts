/**
 * Works on each ConfigMap that says how many `parts` there are, and how long each takes (`every`). It tells
 * of each part by an Event. Its dial `parts` shows how many it has done, `waited` for how many whole
 * seconds the telling has held up the work at the worst.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { ok } from '#base/result.ts';
import { between, inSeconds, milliseconds, parseDuration } from '#base/time.ts';
import { EventSinkImpl } from '#client-go/kubernetes/typed/core/v1/event_expansion.ts';
import {
  type Controller,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
} from '#controllers/controller_program.ts';
import { type ConfigMap, configMapKind } from '#controllers/kinds.ts';
import { keyOf } from '#controllers/pods.ts';
import type { TypedLister } from '#controllers/typed_lister.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import type { Profile } from '#trace/profile.ts';
import type { Announce } from './announcer_events.ts';
import { deliveries, messages } from './announcer_pieces.ts';
import { chosenPiece } from './chosen_code.ts';

export function startAnnouncer(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'announcer',
    resource: configMapKind.resource.resource,
    build: (wiring) => new Announcer(wiring, options.profile),
  });
}

const usualPartTime = milliseconds(250);

class Announcer implements Controller {
  readonly #w: Wiring;
  readonly #profile: Profile;
  readonly #configMaps: TypedLister<ConfigMap>;
  readonly #message: (part: number) => string;
  readonly #done = new Map<string, number>();
  #announce: Announce | undefined;
  #waited = 0;

  constructor(wiring: Wiring, profile: Profile) {
    const { code, queue } = wiring;
    this.#w = wiring;
    this.#profile = profile;
    this.#message = chosenPiece({ program: 'announcer', slot: 'message', code }, messages);
    this.#configMaps = wiring.watch<ConfigMap>(configMapKind, [], {
      onAdd: (obj) => queue.add(keyOf(obj)),
      onUpdate: (_old, obj) => queue.add(keyOf(obj)),
      onDelete: () => undefined,
    });
  }

  *begin(): Proc {
    const { sim, name, client, code } = this.#w;
    const deliver = chosenPiece({ program: 'announcer', slot: 'delivery', code }, deliveries);
    const environment = { sim, profile: this.#profile };
    this.#announce = yield* deliver({ environment, name, sink: new EventSinkImpl(sim, client) });
    this.#w.report('parts', 0);
    this.#w.report('waited', 0);
  }

  *sync(key: string): Proc<SyncResult> {
    const object = this.#configMaps.get(key);
    const { parts = '0', every = '' } = object?.data ?? {};
    const partTime = parseDuration(every) ?? usualPartTime;
    let done = this.#done.get(key) ?? 0;
    while (object !== undefined && done < Number(parts)) {
      yield* this.#w.sim.sleep(partTime);
      this.#done.set(key, ++done);
      this.#w.report('parts', done);
      yield* this.#tell(object, done);
    }
    return ok(undefined);
  }

  *#tell(object: Unstructured, part: number): Proc {
    const { sim } = this.#w;
    const begun = sim.now;
    if (this.#announce !== undefined) yield* this.#announce(object, this.#message(part));
    const waited = Math.trunc(inSeconds(between(begun, sim.now)));
    this.#waited = Math.max(this.#waited, waited);
    this.#w.report('waited', this.#waited);
  }
}
