/** Events are kept for an hour after their last write, and go with the lease on which they hang. */

import { describe, expect, test } from 'vitest';
import { LeaseManager } from '#apiserver/storage/lease_manager.ts';
import { instant, minutes, seconds } from '#base/time.ts';
import { cluster, namesOf } from './cluster.ts';

const events = '/api/v1/namespaces/default/events';
const configMaps = '/api/v1/namespaces/default/configmaps';

function event(name: string) {
  const involvedObject = { kind: 'Pod', name: 'p', namespace: 'default' };
  return { metadata: { name }, involvedObject, reason: 'Tested', type: 'Normal' };
}

describe('an event', () => {
  test('is deleted an hour and a minute after it was written, and watchers are told', () => {
    const { ask, watch, runFor } = cluster();
    ask('POST', events, event('a'));
    ask('POST', configMaps, { metadata: { name: 'a' } });
    runFor(minutes(60));
    const watched = watch(`${events}?resourceVersion=0`);
    expect(namesOf(ask('GET', events))).toEqual(['a']);
    runFor(seconds(61));
    expect(namesOf(ask('GET', events))).toEqual([]);
    expect(watched.seen().at(-1)).toMatch(/^DELETED a@/);
    expect(namesOf(ask('GET', configMaps))).toContain('a');
  });

  test('lives on from each write', () => {
    const { ask, runFor } = cluster();
    ask('POST', events, event('a'));
    ask('POST', events, event('b'));
    runFor(minutes(30));
    ask('PATCH', `${events}/a`, { reason: 'Again' });
    runFor(minutes(32));
    expect(namesOf(ask('GET', events))).toEqual(['a']);
    runFor(minutes(32));
    expect(namesOf(ask('GET', events))).toEqual([]);
  });

  test('shares a lease with all that is written within a minute', () => {
    const { ask, runFor } = cluster();
    ask('POST', events, event('a'));
    runFor(seconds(50));
    ask('POST', events, event('b'));
    runFor(seconds(20));
    ask('POST', events, event('c'));
    runFor(minutes(59));
    expect(namesOf(ask('GET', events))).toEqual(['a', 'b', 'c']);
    runFor(seconds(52));
    expect(namesOf(ask('GET', events))).toEqual(['c']);
  });

  test('that was deleted and created again keeps to its own time', () => {
    const { ask, runFor } = cluster();
    ask('POST', events, event('a'));
    runFor(minutes(40));
    ask('DELETE', `${events}/a`);
    ask('POST', events, event('a'));
    runFor(minutes(30));
    expect(namesOf(ask('GET', events))).toEqual(['a']);
  });
});

test('no more than a thousand objects hang on one lease', () => {
  const clock = { now: instant(0) };
  const leases = new LeaseManager(clock);
  const first = leases.expiryOf(minutes(60));
  clock.now = instant(seconds(10));
  const others = Array.from({ length: 1000 }, () => leases.expiryOf(minutes(60)));
  expect(first).toBe(minutes(61));
  expect(others.filter((expiry) => expiry === first)).toHaveLength(999);
  expect(others.at(-1)).toBe(minutes(61) + seconds(10));
});
