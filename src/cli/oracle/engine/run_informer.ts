/** Runs scripts of whole informers. */

import { labels } from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { assert } from '#base/assert.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { noDuration } from '#base/time.ts';
import type { OracleScript, ScriptStep } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import {
  filteringResourceEventHandler,
  type ResourceEventHandler,
} from '#client-go/tools/cache/controller.ts';
import { DeletedFinalStateUnknown } from '#client-go/tools/cache/delta_fifo.ts';
import {
  newSharedIndexInformer,
  type ResourceEventHandlerRegistration,
  type SharedIndexInformer,
  waitForCacheSync,
} from '#client-go/tools/cache/shared_informer.ts';
import { waitFor } from '#client-go/tools/cache/wait.ts';
import { background, type CancellableContext, withCancel, withTimeout } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';
import { Bench, type Pairs, textOf, textsOf, unknownVerb } from './bench.ts';
import { parseDuration, show, showSorted } from './notation.ts';
import { indexersOf } from './run_store.ts';
import { ScriptedServer } from './scripted_server.ts';
import { transformOf } from './transforms.ts';

export function runInformer(script: OracleScript, preset: ProfileName): Run {
  const bench = new Bench(script);
  const run = new InformerRun(bench, script.options ?? {}, preset);
  for (const step of script.steps) run.step(step);
  return bench.run;
}

class InformerRun {
  readonly #bench: Bench;
  readonly #preset: ProfileName;
  readonly #server: ScriptedServer;
  readonly #informer: SharedIndexInformer;
  readonly #handlers: readonly JsonObject[];
  readonly #registrations = new Map<string, ResourceEventHandlerRegistration>();
  readonly #ctx: CancellableContext;

  constructor(bench: Bench, options: JsonObject, preset: ProfileName) {
    const { sim } = bench;
    const { server, resync, handlers, transform } = options;
    this.#bench = bench;
    this.#preset = preset;
    this.#ctx = withCancel(sim, background(sim));
    this.#server = new ScriptedServer(bench, isJsonObject(server) ? server : {});
    this.#informer = newSharedIndexInformer(
      { sim, profile: profiles[preset], reallyCrash: false },
      {
        listerWatcher: this.#server,
        noun: { informer: 'oracle/pods', resource: 'pods' },
        expectedType: { apiVersion: 'v1', kind: 'Pod' },
        objectDescription: 'pods',
        resyncPeriod: resync === undefined ? noDuration : parseDuration(resync),
        indexers: indexersOf(options),
      },
    );
    this.#informer.setWatchErrorHandler((_, { message }) =>
      bench.record('errors', { error: message }),
    );
    const transformer = transformOf(transform);
    if (transformer !== undefined) this.#informer.setTransform(transformer);
    this.#handlers = Array.isArray(handlers) ? handlers.filter(isJsonObject) : [];
    for (const handler of this.#handlers) if (handler['late'] !== true) this.#addHandler(handler);
  }

  step(step: ScriptStep): void {
    this.#do(step);
    this.#bench.settle();
  }

  #do(step: ScriptStep): void {
    const informer = this.#informer;
    const handler = textOf(step, 'handler');
    switch (step.do) {
      case 'start':
        this.#bench.go('run', this.#run());
        return;
      case 'send':
      case 'close':
        this.#speak(step);
        return;
      case 'advance':
        this.#bench.advance(parseDuration(step['by']));
        return;
      case 'stop':
        this.#ctx.cancel();
        return;
      case 'addHandler': {
        const option = this.#handlers.find((each) => each['name'] === handler);
        assert(option !== undefined, `there must be a handler ${handler}`);
        this.#addHandler(option);
        return;
      }
      case 'removeHandler':
        this.#call({ call: step.do, handler }, () =>
          informer.removeEventHandler(this.#registration(handler)),
        );
        return;
      case 'addIndexers':
        this.#call({ call: step.do, indexes: textsOf(step, 'indexes') }, () =>
          informer.addIndexers(indexersOf(step)),
        );
        return;
      default:
        this.#ask(step);
    }
  }

  /** What the server does to the stream that was opened last. */
  #speak(step: ScriptStep): void {
    const stream = this.#server.current;
    if (stream === undefined) {
      this.#bench.record('calls', { call: step.do, error: 'no stream was opened' });
    } else if (step.do === 'send') stream.send(textsOf(step, 'events'));
    else stream.stop();
  }

  #ask(step: ScriptStep): void {
    const informer = this.#informer;
    switch (step.do) {
      case 'byIndex': {
        const index = textOf(step, 'index');
        const value = textOf(step, 'value');
        const found = informer.getIndexer().byIndex(index, value);
        const sorted = showSorted(found.ok ? found.value : []);
        const error = found.ok ? undefined : found.error.message;
        this.#bench.record('calls', { call: step.do, index, value, sorted, error });
        return;
      }
      case 'setTransform': {
        const set = informer.setTransform(transformOf({ count: true }) ?? unknownVerb(step));
        const error = set.ok ? undefined : set.error.message;
        this.#bench.record('calls', { call: step.do, error });
        return;
      }
      case 'waitForCacheSync':
        this.#bench.go(textOf(step, 'waiter'), this.#waitForCacheSync(step));
        return;
      case 'waitFor':
        this.#bench.go(textOf(step, 'waiter'), this.#waitFor(step));
        return;
      case 'checkpoint':
        this.#bench.do(this.#checkpoint());
        return;
      default:
        unknownVerb(step);
    }
  }

  #registration(name: string): ResourceEventHandlerRegistration {
    const registration = this.#registrations.get(name);
    assert(registration !== undefined, `handler ${name} must have been added`);
    return registration;
  }

  /** Calls something that may block and may fail. */
  #call(pairs: Pairs, call: () => ReturnType<SharedIndexInformer['addIndexers']>): void {
    const result = this.#bench.do(call());
    this.#bench.record('calls', {
      ...pairs,
      error: result.ok ? undefined : result.error.message,
    });
  }

  #addHandler(option: JsonObject): void {
    const name = String(option['name']);
    const { resync, selector } = option;
    const recording = recordingHandler(this.#bench, option);
    const handler = typeof selector === 'string' ? selecting(recording, selector) : recording;
    const resyncPeriod = resync === undefined ? undefined : parseDuration(resync);
    const added = this.#bench.do(this.#informer.addEventHandler(handler, { name, resyncPeriod }));
    if (added.ok) {
      this.#registrations.set(name, added.value);
      return;
    }
    const { message } = added.error;
    const errorEnds = message.slice(Math.max(0, message.indexOf('was not added')));
    this.#bench.record('calls', { call: 'addHandler', handler: name, errorEnds });
  }

  *#run(): Proc {
    yield* this.#informer.run(this.#ctx.ctx);
    this.#bench.record('calls', { call: 'run', returned: true });
  }

  *#checkpoint(): Proc {
    const informer = this.#informer;
    const handlersSynced: Record<string, JsonValue> = {};
    for (const [name, registration] of this.#registrations) {
      handlersSynced[name] = yield* registration.hasSynced();
    }
    const synced = yield* informer.hasSynced();
    this.#bench.record('checkpoint', {
      store: showSorted(informer.getStore().list()),
      lastSyncResourceVersion: informer.lastSyncResourceVersion(),
      storeResourceVersion:
        this.#preset === 'modern' ? informer.lastStoreSyncResourceVersion() : undefined,
      synced,
      handlersSynced,
      stopped: informer.isStopped() ? true : undefined,
    });
  }

  #limited(step: ScriptStep) {
    const { sim } = this.#bench;
    if (step['timeout'] === undefined) return this.#ctx.ctx;
    return withTimeout(sim, background(sim), { timeout: parseDuration(step['timeout']) }).ctx;
  }

  *#waitForCacheSync(step: ScriptStep): Proc {
    const { sim } = this.#bench;
    const handler = textOf(step, 'handler');
    const synced = () =>
      handler === '' ? this.#informer.hasSynced() : this.#registration(handler).hasSynced();
    let polls = 0;
    const answer = yield* waitForCacheSync(sim, this.#limited(step), () => {
      polls++;
      return synced();
    });
    this.#bench.record(`waiter ${textOf(step, 'waiter')}`, { synced: answer, polls });
  }

  *#waitFor(step: ScriptStep): Proc {
    const { sim } = this.#bench;
    const handler = textOf(step, 'handler');
    const waitedFor = handler === '' ? this.#informer : this.#registration(handler);
    const done = () => waitedFor.syncedChan();
    const ctx = step['timeout'] === undefined ? background(sim) : this.#limited(step);
    const synced = yield* waitFor(sim, ctx, [{ name: 'informer', done }]);
    this.#bench.record(`waiter ${textOf(step, 'waiter')}`, { synced });
  }
}

/** Writes every callback to its own lane, works for a while, and panics where it is told to. */
function recordingHandler(bench: Bench, option: JsonObject): ResourceEventHandler {
  const lane = `handler ${String(option['name'])}`;
  const { work } = option;
  const panicOn = textsOf(option, 'panicOn');
  function* noting(object: Unstructured | DeletedFinalStateUnknown, pairs: Pairs): Proc {
    bench.record(lane, pairs);
    if (work !== undefined) yield* bench.sim.sleep(parseDuration(work));
    const held = object instanceof DeletedFinalStateUnknown ? object.obj : object;
    const name = held?.metadata.name ?? '';
    if (panicOn.includes(name)) throw new Error(`handler panics on ${name}`);
  }
  const note = (object: Unstructured | DeletedFinalStateUnknown, pairs: Pairs): Blocking<void> =>
    bench.sim.call(lane, noting(object, pairs));
  return {
    onAdd: (obj, init) =>
      note(obj, { call: 'ADD', object: show(obj), initial: init ? true : undefined }),
    onUpdate: (oldObj, newObj) =>
      note(newObj, { call: 'UPDATE', old: show(oldObj), new: show(newObj) }),
    onDelete: (obj) => note(obj, { call: 'DELETE', object: show(obj) }),
  };
}

/** A filter by `label=value`. */
function selecting(handler: ResourceEventHandler, selector: string): ResourceEventHandler {
  const [label = '', value] = selector.split('=');
  return filteringResourceEventHandler({
    handler,
    filterFunc: (object) => {
      const held = object instanceof DeletedFinalStateUnknown ? object.obj : object;
      return held !== undefined && labels(held)[label] === value;
    },
  });
}
