/** The one lease that scripted candidates compete for, and each candidate's way to it. */

import {
  newAlreadyExists,
  newConflict,
  newNotFound,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { formatMicroTime, parseTime } from '#base/epoch.ts';
import { cloneJson, isJsonObject, type JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { between, type Duration, noDuration, second } from '#base/time.ts';
import type { ScriptStep } from '#cli/oracle/corpus.ts';
import type { LockError } from '#client-go/tools/leaderelection/resourcelock/interface.ts';
import type { LeaseClient } from '#client-go/tools/leaderelection/resourcelock/leaselock.ts';
import { select } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { Timer } from '#sim/timer.ts';
import { type Bench, textOf, timesOf } from './bench.ts';
import { parseDuration, showDuration } from './notation.ts';
import { scriptedError } from './scripted_server.ts';

const leases = { group: 'coordination.k8s.io', resource: 'leases' };

type Answer = Result<Unstructured, LockError>;

export class LeaseServer {
  readonly #bench: Bench;
  #lease: Unstructured | undefined;
  #version = 0;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  get(): Answer {
    return this.#lease === undefined ? fail(newNotFound(leases, 'lock')) : ok(copy(this.#lease));
  }

  create(lease: Unstructured): Answer {
    if (this.#lease !== undefined) return fail(newAlreadyExists(leases, 'lock'));
    return ok(this.#store(lease));
  }

  update(lease: Unstructured): Answer {
    if ((lease.metadata.name ?? '') === '') {
      return fail({ kind: 'other', message: 'resource name may not be empty' });
    }
    if (this.#lease === undefined) return fail(newNotFound(leases, 'lock'));
    if (lease.metadata.resourceVersion !== this.#lease.metadata.resourceVersion) {
      return fail(newConflict(leases, 'lock', 'changed'));
    }
    return ok(this.#store(lease));
  }

  /** What anybody else does to the lease; without a holder it is nobody's. */
  write(step: ScriptStep): void {
    const time = formatMicroTime(this.#bench.sim.now);
    const preferredHolder = textOf(step, 'preferredHolder');
    const length = step['for'] === undefined ? noDuration : parseDuration(step['for']);
    this.#store({
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { namespace: 'ns', name: 'lock' },
      spec: {
        holderIdentity: textOf(step, 'holder'),
        leaseDurationSeconds: Math.trunc(length / second),
        leaseTransitions: typeof step['times'] === 'number' ? step['times'] : 0,
        acquireTime: time,
        renewTime: time,
        ...(preferredHolder === '' ? {} : { preferredHolder }),
      },
    });
  }

  remove(): void {
    this.#lease = undefined;
  }

  #store(lease: Unstructured): Unstructured {
    const resourceVersion = String(++this.#version);
    const stored = copy(lease);
    this.#lease = { ...stored, metadata: { ...stored.metadata, resourceVersion } };
    return copy(this.#lease);
  }
}

function copy(lease: Unstructured): Unstructured {
  return cloneJson(lease as JsonObject) as Unstructured;
}

interface Refusal {
  readonly call: string;
  readonly error: string;
  times: number;
}

/** A client whose requests the script refuses, slows down or cuts off; each is recorded when it ends. */
export class LeaseConnection implements LeaseClient {
  slowRequest: Duration = noDuration;
  slowAnswer: Duration = noDuration;
  cutOff = false;
  readonly #bench: Bench;
  readonly #server: LeaseServer;
  readonly #lane: string;
  readonly #refusals: Refusal[] = [];

  constructor(bench: Bench, server: LeaseServer, lane: string) {
    this.#bench = bench;
    this.#server = server;
    this.#lane = lane;
  }

  refuse(step: ScriptStep): void {
    const times = Math.max(1, timesOf(step));
    this.#refusals.push({ call: textOf(step, 'call'), error: textOf(step, 'fail'), times });
  }

  get(ctx: Context): ReturnType<LeaseClient['get']> {
    return this.#request('get', ctx, () => this.#server.get());
  }

  create(ctx: Context, lease: Unstructured): ReturnType<LeaseClient['create']> {
    return this.#request('create', ctx, () => this.#server.create(lease));
  }

  update(ctx: Context, lease: Unstructured): ReturnType<LeaseClient['update']> {
    return this.#request('update', ctx, () => this.#server.update(lease));
  }

  #request(call: string, ctx: Context, answer: () => Answer): ReturnType<LeaseClient['get']> {
    return this.#bench.sim.call(call, this.#recorded(call, this.#roundTrip(call, ctx, answer)));
  }

  *#recorded(call: string, roundTrip: Proc<Answer>): Proc<Answer> {
    const { sim } = this.#bench;
    const began = sim.now;
    const answer = yield* roundTrip;
    const waited = between(began, sim.now);
    const took = waited === 0 ? undefined : showDuration(waited);
    const end = answer.ok ? { lease: showLease(answer.value) } : { error: answer.error.message };
    this.#bench.record(this.#lane, { call, took, ...end });
    return answer;
  }

  *#roundTrip(call: string, ctx: Context, answer: () => Answer): Proc<Answer> {
    if (this.cutOff) {
      yield* ctx.done.receive();
      return fail(ended(ctx));
    }
    if (!(yield* this.#onTheWire(ctx, this.slowRequest))) return fail(ended(ctx));
    const refusal = this.#refused(call);
    if (refusal !== undefined) return fail(refusal);
    const given = answer();
    if (!(yield* this.#onTheWire(ctx, this.slowAnswer))) return fail(ended(ctx));
    return given;
  }

  #refused(call: string): StatusError | LockError | undefined {
    const refusal = this.#refusals.find(
      (each) => each.times > 0 && (each.call === '' || each.call === call),
    );
    if (refusal === undefined) return undefined;
    refusal.times--;
    switch (refusal.error) {
      case 'conflict':
        return newConflict(leases, 'lock', 'changed');
      case 'notFound':
        return newNotFound(leases, 'lock');
      case 'alreadyExists':
        return newAlreadyExists(leases, 'lock');
      default:
        return scriptedError(refusal.error);
    }
  }

  /** False if the context ended first. */
  *#onTheWire(ctx: Context, delay: Duration): Proc<boolean> {
    if (ctx.error !== undefined) return false;
    if (delay === 0) return true;
    const { sim } = this.#bench;
    const timer = new Timer(sim, 'wire', delay);
    const { index } = yield* select(sim, [timer.channel.receiving(), ctx.done.receiving()]);
    timer.stop();
    return index === 0;
  }
}

function ended(ctx: Context): LockError {
  return { kind: 'other', message: ctx.error ?? '' };
}

/** `@3 "a" 15s transitions 0 acquired 0s renewed 2s`. */
function showLease(lease: Unstructured): string {
  const spec = isJsonObject(lease['spec']) ? lease['spec'] : {};
  const time = (name: string) => showDuration(parseTime(String(spec[name])) ?? Number.NaN);
  const holder = JSON.stringify(spec['holderIdentity']);
  const held = `${holder} ${spec['leaseDurationSeconds']}s transitions ${spec['leaseTransitions']}`;
  const times = `acquired ${time('acquireTime')} renewed ${time('renewTime')}`;
  const preferred =
    spec['preferredHolder'] === undefined ? '' : ` prefers ${spec['preferredHolder']}`;
  return `@${lease.metadata.resourceVersion} ${held} ${times}${preferred}`;
}
