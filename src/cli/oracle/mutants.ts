/** Defects planted one at a time in a copy of the engine: the recordings must catch every one. */

export interface Mutant {
  readonly name: string;
  /** Below `src/`. */
  readonly file: string;
  /** Must occur exactly once. */
  readonly from: string;
  readonly to: string;
}

const cache = 'client-go/tools/cache';
const workqueue = 'client-go/util/workqueue';
const wait = 'apimachinery/pkg/util/wait';
const correlator = 'client-go/tools/record/events_cache.ts';
const elector = 'client-go/tools/leaderelection/leaderelection.ts';
const leaseLock = 'client-go/tools/leaderelection/resourcelock/leaselock.ts';
const broadcaster = 'apimachinery/pkg/watch/mux.ts';

export const mutants: readonly Mutant[] = [
  {
    name: 'DeltaFIFO merges two deletions into the later',
    file: `${cache}/delta_fifo.ts`,
    from: 'const keepsAdded = before.object instanceof DeletedFinalStateUnknown;',
    to: 'const keepsAdded = true;',
  },
  {
    name: 'DeltaFIFO queues the delete of an unknown key',
    file: `${cache}/delta_fifo.ts`,
    from: 'if (this.#items.has(key.value) || this.#mayBeKnown',
    to: 'if (true || this.#items.has(key.value) || this.#mayBeKnown',
  },
  {
    name: 'DeltaFIFO transforms what a resync queues',
    file: `${cache}/delta_fifo.ts`,
    from: "(type !== 'Sync' || listed)",
    to: "(type !== 'Sync' || listed || type === 'Sync')",
  },
  {
    name: 'DeltaFIFO resyncs keys that are queued',
    file: `${cache}/delta_fifo.ts`,
    from: 'if (this.#items.has(id.value)) {',
    to: 'if (false && this.#items.has(id.value)) {',
  },
  {
    name: 'DeltaFIFO forgets tombstones in the first list',
    file: `${cache}/delta_fifo.ts`,
    from: 'this.#initial.begin(listed.size + queuedDeletions);',
    to: 'this.#initial.begin(listed.size);',
  },
  {
    name: 'DeltaFIFO forgets what a queued tombstone held',
    file: `${cache}/delta_fifo.ts`,
    from: 'return new DeletedFinalStateUnknown(key, obj.obj);',
    to: 'return new DeletedFinalStateUnknown(key, undefined);',
  },
  {
    name: 'DeltaFIFO emits Replaced unasked',
    file: `${cache}/delta_fifo.ts`,
    from: "options.emitDeltaTypeReplaced === true ? 'Replaced' : 'Sync'",
    to: "'Replaced' as 'Replaced' | 'Sync'",
  },
  {
    name: 'a store keeps an index value nobody has',
    file: `${cache}/thread_safe_store.ts`,
    from: 'if (keys?.size === 0) index.delete(value);',
    to: '',
  },
  {
    name: 'a store does not index anew when it is replaced',
    file: `${cache}/thread_safe_store.ts`,
    from: 'const values = this.#updateIndices(key, undefined, obj);',
    to: "const values = key === '' ? this.#updateIndices(key, undefined, obj) : undefined;",
  },
  {
    name: 'a store deletes without moving its version',
    file: `${cache}/thread_safe_store.ts`,
    from: 'if (obj !== undefined) this.#noteVersionOf(obj);',
    to: '',
  },
  {
    name: 'keys come unsorted from an index',
    file: `${cache}/thread_safe_store.ts`,
    from: '?? [])].sort());',
    to: '?? [])].sort().reverse());',
  },
  {
    name: 'indexers are added although a name is taken',
    file: `${cache}/thread_safe_store.ts`,
    from: 'if (taken.length > 0) {',
    to: 'if (taken.length > 1) {',
  },
  {
    name: 'a cluster-scoped key has a slash',
    file: `${cache}/store.ts`,
    from: "return ok(where === '' ? name(obj) : `${where}/${name(obj)}`);",
    to: 'return ok(`${where}/${name(obj)}`);',
  },
  {
    name: 'the work queue hands a processing item out again',
    file: `${workqueue}/queue.ts`,
    from: "      sim.emit('queue.deduplicated', key, { ...subject, reason: 'key already processing' });\n      mark.causes = sim.causes;\n      return;",
    to: '',
  },
  {
    name: 'the work queue loses what was added while processing',
    file: `${workqueue}/queue.ts`,
    from: '    if (dirty !== undefined) {\n      this.#queue.push(item);',
    to: '    if (dirty !== undefined) {\n      this.#dirty.delete(item);',
  },
  {
    name: 'the work queue takes items while shutting down',
    file: `${workqueue}/queue.ts`,
    from: '    if (this.#shuttingDown) {\n      sim.emit',
    to: '    if (this.#shuttingDown && this.#drain) {\n      sim.emit',
  },
  {
    name: 'a drain waits for nothing',
    file: `${workqueue}/queue.ts`,
    from: 'while (this.#processing.size !== 0 && this.#drain)',
    to: 'while (false)',
  },
  {
    name: 'equal delays are first in, first out',
    file: `${workqueue}/delaying_queue.ts`,
    from: 'return this.#at(left).readyAt < this.#at(right).readyAt;',
    to: 'return this.#at(left).readyAt <= this.#at(right).readyAt;',
  },
  {
    name: 'the later of two delays wins',
    file: `${workqueue}/delaying_queue.ts`,
    from: 'existing.readyAt <= entry.readyAt',
    to: 'existing.readyAt >= entry.readyAt',
  },
  {
    name: 'a retry is not counted',
    file: `${workqueue}/delaying_queue.ts`,
    from: '    this.#metrics?.retry();\n    if (delay <= 0) {',
    to: '    if (delay <= 0) {',
  },
  {
    name: 'the fast limiter is slow one failure too early',
    file: `${workqueue}/default_rate_limiters.ts`,
    from: 'failures.countOne(item) <= maxFastAttempts',
    to: 'failures.countOne(item) < maxFastAttempts',
  },
  {
    name: 'the exponential limiter starts doubled',
    file: `${workqueue}/default_rate_limiters.ts`,
    from: 'times: failures.countOne(item) - 1',
    to: 'times: failures.countOne(item)',
  },
  {
    name: 'only the first of several limiters forgets',
    file: `${workqueue}/default_rate_limiters.ts`,
    from: 'for (const limiter of limiters) limiter.forget(item);',
    to: 'limiters[0]?.forget(item);',
  },
  {
    name: 'a bucket gives refused tokens away',
    file: 'client-go/util/flowcontrol/throttle.ts',
    from: 'if (accepted) {',
    to: 'if (accepted || wait > 0) {',
  },
  {
    name: 'a back-off expires a moment too early',
    file: 'client-go/util/flowcontrol/backoff.ts',
    from: '> 2 * maxDuration',
    to: '>= 2 * maxDuration',
  },
  {
    name: 'a back-off is capped at the first delay',
    file: `${wait}/backoff.ts`,
    from: '    const delay = this.#duration;\n',
    to: '    const delay = (cap > 0 && this.#duration > cap ? cap : this.#duration) as Duration;\n',
  },
  {
    name: 'the old back-off manager resets by its last start',
    file: `${wait}/backoff.ts`,
    from: '    lastBackoffStart = sim.now;\n    return current.step(source);',
    to: '    return current.step(source);',
  },
  {
    name: 'the last step of a back-off is tried again',
    file: `${wait}/backoff.ts`,
    from: 'if (current.steps === 1) break;\n    const delay = current.step(source);',
    to: 'const delay = current.step(source);',
  },
  {
    name: 'a batch holds one delta',
    file: `${cache}/the_real_fifo.ts`,
    from: 'const defaultBatchSize = 1000;',
    to: 'const defaultBatchSize = 1;',
  },
  {
    name: 'a batch holds a key twice',
    file: `${cache}/the_real_fifo.ts`,
    from: 'if (keys.has(key.value)) return index;',
    to: '',
  },
  {
    name: 'a batch mixes the first list with what came later',
    file: `${cache}/the_real_fifo.ts`,
    from: 'if (initial > 0 && index >= initial) return index;',
    to: '',
  },
  {
    name: 'RealFIFO resyncs keys that are queued',
    file: `${cache}/the_real_fifo.ts`,
    from: 'if (this.#queuedOf.has(key)) this',
    to: 'if (false && this.#queuedOf.has(key)) this',
  },
  {
    name: 'RealFIFO ends a key that is queued to be deleted once more',
    file: `${cache}/the_real_fifo.ts`,
    from: "if (listed.has(key) || delta.type === 'Deleted') continue;",
    to: 'if (listed.has(key)) continue;',
  },
  {
    name: 'a first list is synced when its first delta is taken out',
    file: `${cache}/fifo.ts`,
    from: 'this.#left = Math.max(0, this.#left - count);',
    to: 'this.#left = 0;',
  },
  {
    name: "today's back-off starts small again every twenty minutes",
    file: `${cache}/reflector.ts`,
    from: 'const backoffReset = minutes(2);',
    to: 'const backoffReset = minutes(20);',
  },
  {
    name: 'handlers may be resynced ten times a second',
    file: `${cache}/shared_informer.ts`,
    from: 'export const minimumResyncPeriod = second;',
    to: 'export const minimumResyncPeriod = milliseconds(100);',
  },
  {
    name: 'an unchanged object is news to everybody',
    file: `${cache}/shared_informer.ts`,
    from: 'const isSync = resourceVersion(oldObj) === resourceVersion(newObj);',
    to: 'const isSync = resourceVersion(oldObj) === resourceVersion(newObj) && false;',
  },
  {
    name: 'waiting for caches polls every second',
    file: `${cache}/shared_informer.ts`,
    from: 'export const syncedPollPeriod = milliseconds(100);',
    to: 'export const syncedPollPeriod = milliseconds(1000);',
  },
  {
    name: 'an object that stops matching is an update',
    file: `${cache}/controller.ts`,
    from: 'if (older) return handler.onDelete(oldObj, delivery);',
    to: 'if (older) return handler.onUpdate(oldObj, newObj, delivery);',
  },
  {
    name: 'a tombstone has no key',
    file: `${cache}/controller.ts`,
    from: 'return obj instanceof DeletedFinalStateUnknown ? ok(obj.key) : metaNamespaceKeyFunc(obj);',
    to: 'return metaNamespaceKeyFunc(obj instanceof DeletedFinalStateUnknown ? obj.obj : obj);',
  },
  {
    name: "classic has today's back-off",
    file: 'trace/profile.ts',
    from: "    backoff: 'exponentialBackoffManager',\n    dropOnStop: false,",
    to: "    backoff: 'delayWithReset',\n    dropOnStop: false,",
  },
  {
    name: 'events are combined one message too late',
    file: correlator,
    from: 'if (similar < maxEvents) {',
    to: 'if (similar <= maxEvents) {',
  },
  {
    name: 'alike events are forgotten after exactly ten minutes',
    file: correlator,
    from: 'now - record.lastTimestamp > longest',
    to: 'now - record.lastTimestamp >= longest',
  },
  {
    name: 'ten minutes count from the first of alike events',
    file: correlator,
    from: '    record.localKeys.add(localKey);\n    record.lastTimestamp = now;',
    to: '    record.localKeys.add(localKey);',
  },
  {
    name: 'a combined event keeps its annotations',
    file: correlator,
    from: 'metadata: { name, ...(namespace',
    to: 'metadata: { ...newEvent.metadata, name, ...(namespace',
  },
  {
    name: 'a burst comes back twice as fast',
    file: correlator,
    from: 'export const defaultSpamQPS = 1 / 300;',
    to: 'export const defaultSpamQPS = 1 / 150;',
  },
  {
    name: 'a bucket for all types of events',
    file: correlator,
    from: 'return joined([...sourceAndObject(event), about.uid, about.apiVersion, event.type]);',
    to: 'return joined([...sourceAndObject(event), about.uid, about.apiVersion]);',
  },
  {
    name: 'a repeat has a time of its own',
    file: correlator,
    from: 'const event: CoreEvent = { ...newEvent, metadata, firstTimestamp, count };',
    to: 'const event: CoreEvent = { ...newEvent, metadata, count };',
  },
  {
    name: 'a cache forgets what was added first, however often it was used since',
    file: correlator,
    from: '    this.#entries.delete(key);\n    this.#entries.set(key, value);',
    to: '    this.#entries.set(key, value);',
  },
  {
    name: 'a candidate goes by its own lease duration',
    file: elector,
    from: 'const { leaseDurationSeconds } = this.#observedRecord;\n    return after',
    to: 'const leaseDurationSeconds = this.#config.leaseDuration / second;\n    return after',
  },
  {
    name: 'a leader reads before each renewal',
    file: elector,
    from: 'if (this.isLeader() && this.#isLeaseValid(now)) {',
    to: 'if (this.isLeader() && this.#isLeaseValid(now) && now < 0) {',
  },
  {
    name: 'a takeover counts no transition',
    file: elector,
    from: 'leaderTransitions: old.leaderTransitions + 1',
    to: 'leaderTransitions: old.leaderTransitions',
  },
  {
    name: 'a renewal acquires anew',
    file: elector,
    from: 'record = { ...record, acquireTime, leaderTransitions };',
    to: 'record = { ...record, leaderTransitions };',
  },
  {
    name: 'a lease that was not seen to change is observed anew',
    file: elector,
    from: 'if (raw === this.#observedRawRecord) return;',
    to: '',
  },
  {
    name: 'the newest release gives up at a conflict',
    file: elector,
    from: "releaseLease === 'retryConflicts' && isConflict",
    to: "releaseLease === 'getThenUpdate' && isConflict",
  },
  {
    name: 'a candidate tries without jitter',
    file: elector,
    from: 'export const jitterFactor = 1.2;',
    to: 'export const jitterFactor = 0;',
  },
  {
    name: 'a lock compares times down to the microsecond',
    file: leaseLock,
    from: "return time === undefined ? null : time.replace(/\\.\\d+Z$/, 'Z');",
    to: 'return time ?? null;',
  },
  {
    name: 'a lock forgets the version that it wrote',
    file: leaseLock,
    from: '    if (!updated.ok) return updated;\n    this.#lease = updated.value;',
    to: '    if (!updated.ok) return updated;',
  },
  {
    name: 'a full watcher holds everybody up',
    file: broadcaster,
    from: 'if (waits) yield* select(sim, cases);',
    to: 'if (waits || sim.now >= 0) yield* select(sim, cases);',
  },
  {
    name: 'a stopped watcher still holds everybody up',
    file: broadcaster,
    from: 'const cases = [watcher.result.sending(event), watcher.stopped.receiving()];',
    to: 'const cases = [watcher.result.sending(event)];',
  },
  {
    name: 'a prefix leaves no room',
    file: broadcaster,
    from: 'Math.max(this.#watchQueueLength, queuedEvents.length + 1)',
    to: 'Math.max(this.#watchQueueLength, queuedEvents.length)',
  },
  {
    name: 'a shut down broadcaster takes events in',
    file: broadcaster,
    from: '      if (this.#stopped.closed) return fail(alreadyStopped);\n      return ok(this.#incoming.trySend',
    to: '      return ok(this.#incoming.trySend',
  },
  {
    name: 'a handle has synced before its handler was called',
    file: `${cache}/synctrack/synctrack.ts`,
    from: 'if (this.#synced || !this.#upstreamHasSynced || this.#count > 0) return;',
    to: 'if (this.#synced || !this.#upstreamHasSynced) return;',
  },
  {
    name: 'an unknown event does not move the version',
    file: `${cache}/reflector.ts`,
    from: 'if (setsVersion) watching.setVersion(version);',
    to: 'if (setsVersion && isKnownType(type)) watching.setVersion(version);',
  },
];
