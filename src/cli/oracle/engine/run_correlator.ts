/** Runs scripts of the event correlator. */

import { formatTime, parseTime } from '#base/epoch.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { noDuration, startOfRun } from '#base/time.ts';
import type { OracleScript, ScriptStep } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import type { CoreEvent } from '#client-go/kubernetes/typed/core/v1/event.ts';
import { type CorrelatorOptions, EventCorrelator } from '#client-go/tools/record/events_cache.ts';
import { hexUnixNano } from '#client-go/tools/record/util/util.ts';
import { Bench, textOf, timesOf, unknownVerb } from './bench.ts';
import { parseDuration, parsePod, showDuration } from './notation.ts';

export function runCorrelator(script: OracleScript): Run {
  const bench = new Bench(script);
  const run = new CorrelatorRun(bench, script.options ?? {});
  for (const step of script.steps) run.step(step);
  return bench.run;
}

function correlatorOptions(options: JsonObject): CorrelatorOptions {
  const number = (name: string) => Number(options[name] ?? 0);
  return {
    lruCacheSize: number('cacheSize'),
    burstSize: number('burst'),
    qps: number('qps'),
    maxEvents: number('maxEvents'),
    maxIntervalInSeconds: number('maxIntervalInSeconds'),
    ...(options['spamBy'] === 'reason'
      ? { spamKeyFunc: (event) => `${event.involvedObject.name}/${event.reason}` }
      : {}),
    ...(options['combineBy'] === 'object'
      ? {
          keyFunc: (event) => ({
            aggregateKey: event.involvedObject.name ?? '',
            localKey: `${event.reason}/${event.message}`,
          }),
          messageFunc: (event) => `combined: ${event.message}`,
        }
      : {}),
  };
}

class CorrelatorRun {
  readonly #bench: Bench;
  readonly #correlator: EventCorrelator;
  /** Of the last result that was not to be skipped. */
  #last: CoreEvent | undefined;

  constructor(bench: Bench, options: JsonObject) {
    this.#bench = bench;
    this.#correlator = new EventCorrelator(bench.sim, correlatorOptions(options));
  }

  step(step: ScriptStep): void {
    switch (step.do) {
      case 'event':
        for (let count = 0; count < timesOf(step); count++) {
          this.#correlate(this.#event(step));
          const { period } = step;
          this.#bench.advance(period === undefined ? noDuration : parseDuration(period));
        }
        return;
      case 'written':
        this.#written(step);
        return;
      case 'advance':
        this.#bench.advance(parseDuration(step['by']));
        return;
      default:
        unknownVerb(step);
    }
  }

  #event(step: ScriptStep): CoreEvent {
    const given = isJsonObject(step['event']) ? step['event'] : {};
    const text = (name: string, fallback = '') => String(given[name] ?? fallback);
    const { name = '', namespace } = parsePod(text('object', 'ns/web-1')).metadata;
    const { now } = this.#bench.sim;
    const annotation = text('annotation');
    const time = formatTime(now);
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `${name}.${hexUnixNano(now)}`,
        namespace: namespace ?? 'default',
        ...(annotation === '' ? {} : { annotations: { note: annotation } }),
      },
      involvedObject: {
        kind: 'Pod',
        apiVersion: 'v1',
        namespace: namespace ?? '',
        name,
        uid: text('uid'),
        fieldPath: text('fieldPath'),
      },
      type: text('type', 'Normal'),
      reason: text('reason', 'Started'),
      message: text('message'),
      source: { component: text('component', 'kubelet'), host: text('host') },
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
      reportingComponent: text('component', 'kubelet'),
      reportingInstance: text('host'),
    };
  }

  #correlate(event: CoreEvent): void {
    const result = this.#correlator.eventCorrelate(event);
    if (result.skip) {
      this.#bench.record('results', { skip: true });
      return;
    }
    const { event: given, patch } = result;
    this.#last = given;
    this.#bench.record('results', {
      name: showName(given.metadata.name ?? ''),
      resourceVersion: given.metadata.resourceVersion,
      type: given.type,
      reason: given.reason,
      message: given.message,
      count: given.count ?? 0,
      first: showTime(given.firstTimestamp),
      last: showTime(given.lastTimestamp),
      reporting: given.reportingComponent,
      annotation: given.metadata.annotations?.['note'],
      patch: patch === undefined ? undefined : showPatch(patch),
    });
  }

  #written(step: ScriptStep): void {
    if (this.#last === undefined) return;
    const { metadata, count = 0 } = this.#last;
    const resourceVersion = textOf(step, 'resourceVersion');
    const answered = typeof step['times'] === 'number' ? step['times'] : count;
    this.#correlator.updateState({
      ...this.#last,
      metadata: { ...metadata, resourceVersion },
      count: answered,
    });
  }
}

/** The time in an event's name as that since the run began. */
function showName(name: string): string {
  const dot = name.lastIndexOf('.');
  const since = BigInt(`0x${name.slice(dot + 1)}`) - BigInt(`0x${hexUnixNano(startOfRun)}`);
  return `${name.slice(0, dot)}.${showDuration(Number(since))}`;
}

function showTime(text: string | undefined): string | undefined {
  const at = parseTime(text ?? '');
  return at === undefined ? text : showDuration(at);
}

function showPatch(patch: JsonObject): JsonObject {
  const shown = (name: string, value: JsonValue | undefined): JsonValue =>
    name.endsWith('Timestamp') ? (showTime(String(value)) ?? '') : (value ?? null);
  return Object.fromEntries(
    Object.entries(patch).map(([name, value]) => [name, shown(name, value)]),
  );
}
