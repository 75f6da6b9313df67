/**
 * Finds out that somebody has changed an object in the cache: it keeps a copy of each and compares.
 *
 * @upstream kubernetes/client-go tools/cache/mutation_detector.go
 * @diverges It is switched on when a program is built, not by an environment variable.
 * @diverges It is named after the informer, not after the Go type of its objects.
 * @diverges What it prints is a line of the program's log: the members that differ, not both objects side by side.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { cloneJson, equalJson, isJsonObject, type JsonValue } from '#base/json.ts';
import { after, type Instant, minutes, second } from '#base/time.ts';
import type { Environment } from '#client-go/features/features.ts';
import { select } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { WaitGroup } from '#sim/sync.ts';
import { Ticker } from '#sim/timer.ts';

export interface MutationDetector {
  readonly addObject: (obj: Unstructured) => void;
  /** Compares every second until the context ends. */
  readonly start: (group: WaitGroup, ctx: Context) => void;
}

const none: MutationDetector = { addObject: () => undefined, start: () => undefined };

/** How long an object is looked after: one to two times this. */
const retainDuration = minutes(2);

export function newCacheMutationDetector(environment: Environment, name: string): MutationDetector {
  if (environment.mutationDetector !== true) return none;
  return new DefaultCacheMutationDetector(environment.sim, name);
}

interface CacheObj {
  readonly cached: Unstructured;
  readonly copied: Unstructured;
}

class DefaultCacheMutationDetector implements MutationDetector {
  readonly #sim: Sim;
  readonly #name: string;
  #cachedObjs: CacheObj[] = [];
  #retainedCachedObjs: CacheObj[] = [];
  #rotates: Instant;

  constructor(sim: Sim, name: string) {
    this.#sim = sim;
    this.#name = name;
    this.#rotates = after(sim.now, retainDuration);
  }

  addObject(obj: Unstructured): void {
    this.#cachedObjs.push({ cached: obj, copied: cloneJson(obj) });
  }

  start(group: WaitGroup, ctx: Context): void {
    group.go(`${this.#name}/mutationDetector`, this.#run(ctx));
  }

  *#run(ctx: Context): Proc {
    const ticker = new Ticker(this.#sim, `${this.#name}.mutationDetector`, second);
    const cases = [ctx.done.receiving(), ticker.channel.receiving()];
    for (;;) {
      if (this.#sim.now >= this.#rotates) this.#rotate();
      this.#compareObjects();
      const { index } = yield* select(this.#sim, cases);
      if (index === 0) break;
    }
    ticker.stop();
  }

  #print(headline: string, { cached, copied }: CacheObj): void {
    const [controller = '', resource = ''] = this.#name.split('/');
    const key = objectName(copied);
    const lines = differences('', copied, cached).map((line) => `\n${key}${line}`);
    this.#sim.emit('controller.logged', `${resource}/${key}`, {
      controller,
      message: headline + lines.join(''),
    });
  }

  #rotate(): void {
    this.#retainedCachedObjs = this.#cachedObjs;
    this.#cachedObjs = [];
    this.#rotates = after(this.#sim.now, retainDuration);
  }

  /** Panics if an object was changed. */
  #compareObjects(): void {
    let altered = false;
    for (const objects of [this.#cachedObjs, this.#retainedCachedObjs]) {
      for (const [index, { cached, copied }] of objects.entries()) {
        if (equalJson(cached, copied)) continue;
        altered = true;
        this.#print(`CACHE ${this.#name}[${index}] ALTERED!`, { cached, copied });
      }
    }
    if (altered) throw new Error(`cache ${this.#name} modified`);
  }
}

function objectName({ metadata }: Unstructured): string {
  const { namespace, name = '' } = metadata;
  return namespace === undefined || namespace === '' ? name : `${namespace}/${name}`;
}

/** The members that are not the same any more: ` metadata.labels.app: "a" → "b"`. */
function differences(
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): readonly string[] {
  if (before !== undefined && after !== undefined && equalJson(before, after)) return [];
  if (!isJsonObject(before) || !isJsonObject(after)) {
    return [` ${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`];
  }
  const members = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...members].flatMap((member) => {
    const here = path === '' ? member : `${path}.${member}`;
    return differences(here, before[member], after[member]);
  });
}
