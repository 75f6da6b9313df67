/** One Lease behind an API, with its conflicts, delays and failures, for tests of those who compete for it. */

import { newAlreadyExists, newConflict, newNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { cloneJson, type JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { type Duration, noDuration } from '#base/time.ts';
import type { LockError } from '#client-go/tools/leaderelection/resourcelock/interface.ts';
import type { LeaseClient } from '#client-go/tools/leaderelection/resourcelock/leaselock.ts';
import { select } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Timer } from '#sim/timer.ts';

const leases = { group: 'coordination.k8s.io', resource: 'leases' };

export const networkDown: LockError = { kind: 'connection refused', message: 'connection refused' };

type Answer = Result<Unstructured, LockError>;

export class LeaseServer {
  /** `get`, `create`, `update`, in the order of their arrival. */
  readonly calls: string[] = [];
  lease: Unstructured | undefined;
  /** Every call fails while it is set. */
  down = false;
  /** Time between arrival and answer. A client that gives up does not undo what was done. */
  latency: Duration = noDuration;
  /** Called with each arriving call, before it is served. */
  onCall: (verb: string) => void = () => undefined;
  readonly #sim: Sim;
  #version = 0;

  constructor(sim: Sim) {
    this.#sim = sim;
  }

  /** Writes the lease as somebody else would. */
  put(spec: JsonObject, labels?: Record<string, string>): void {
    const metadata = { namespace: 'ns', name: 'lock', resourceVersion: String(++this.#version) };
    this.lease = { metadata: labels === undefined ? metadata : { ...metadata, labels }, spec };
  }

  /** A member of the lease's spec. */
  spec(name: string): unknown {
    return (this.lease?.['spec'] as JsonObject | undefined)?.[name];
  }

  client(): LeaseClient {
    return {
      get: (ctx, name) => this.#call(ctx, 'get', () => this.#get(name)),
      create: (ctx, lease) => this.#call(ctx, 'create', () => this.#create(lease)),
      update: (ctx, lease) => this.#call(ctx, 'update', () => this.#update(lease)),
    };
  }

  #call(ctx: Context, verb: string, serve: () => Answer) {
    return this.#sim.call(verb, this.#serving(ctx, verb, serve));
  }

  *#serving(ctx: Context, verb: string, serve: () => Answer): Proc<Answer> {
    if (ctx.error !== undefined) return fail({ kind: 'canceled', message: ctx.error });
    this.calls.push(verb);
    this.onCall(verb);
    if (this.down) return fail(networkDown);
    const answer = serve();
    if (this.latency === 0) return answer;
    const timer = new Timer(this.#sim, 'latency', this.latency);
    yield* select(this.#sim, [ctx.done.receiving(), timer.channel.receiving()]);
    timer.stop();
    return ctx.error === undefined ? answer : fail({ kind: 'canceled', message: ctx.error });
  }

  #get(name: string): Answer {
    return this.lease === undefined ? fail(newNotFound(leases, name)) : ok(cloneJson(this.lease));
  }

  #create(lease: Unstructured): Answer {
    if (this.lease !== undefined) return fail(newAlreadyExists(leases, 'lock'));
    return this.#store(lease);
  }

  #update(lease: Unstructured): Answer {
    if (this.lease === undefined) return fail(newNotFound(leases, 'lock'));
    if (lease.metadata.resourceVersion !== this.lease.metadata.resourceVersion) {
      return fail(newConflict(leases, 'lock', 'stale'));
    }
    return this.#store(lease);
  }

  #store(lease: Unstructured): Answer {
    const metadata = { ...lease.metadata, resourceVersion: String(++this.#version) };
    this.lease = cloneJson({ ...lease, metadata });
    return ok(cloneJson(this.lease));
  }
}
