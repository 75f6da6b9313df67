/** A program's metrics, as a person has them scraped. */

import { describe, expect, test } from 'vitest';
import { en } from '#messages/en/en.ts';
import { sentence } from '#messages/sentence.ts';
import type { ProfileName } from '#trace/profile.ts';
import { played } from './runs.ts';

function scraped(script: string, profile: ProfileName): readonly string[] {
  const session = played(script, { profile });
  expect(session.failures).toEqual([]);
  return session.store.events.flatMap((event) =>
    event.kind === 'program.scraped' ? [event.data.exposition] : [],
  );
}

const watching = 'set metrics on\nrun 10s\nprogram rs-controller scrape';

describe('a scrape', () => {
  test('MS1 tells of queues in every release, and of informers in those that measure them', () => {
    const [classic = ''] = scraped(watching, 'classic');
    const [modern = ''] = scraped(watching, 'modern');
    expect(classic).toContain(
      '# TYPE workqueue_depth gauge\nworkqueue_depth{name="rs-controller"} 0\n',
    );
    expect(classic).not.toContain('informer_');
    expect(modern).toContain(
      '# HELP informer_queued_items Number of items currently queued in the FIFO.\n# TYPE informer_queued_items gauge\n',
    );
    expect(modern).toContain(
      'informer_queued_items{group="",name="rs-controller",resource="pods",version="v1"} 0\n',
    );
    expect(modern).toMatch(
      /informer_processing_latency_seconds_bucket\{group="apps",name="rs-controller",resource="replicasets",version="v1",le="\+Inf"\} [1-9]/,
    );
  });

  test('MS2 has bounds and values as Go writes numbers, and metrics by name', () => {
    const [modern = ''] = scraped(watching, 'modern');
    expect(modern).toContain(
      'workqueue_queue_duration_seconds_bucket{name="rs-controller",le="1e-08"} 0',
    );
    const names = [...modern.matchAll(/^# TYPE (\w+)/gm)].map((match) => match[1]);
    expect(names).toEqual([...names].sort());
    expect(names).toHaveLength(10);
  });

  test('MS8 tells of the election, by the name of the lease', () => {
    const [leader = '', other = '', later = ''] = scraped(
      `set metrics on
start elected-a
start elected-b
run 5s
program elected-a scrape
program elected-b scrape
program elected-a crash
run 30s
program elected-b scrape`,
      'classic',
    );
    const status = (value: number) => `leader_election_master_status{name="elected"} ${value}\n`;
    expect(leader).toContain(`# TYPE leader_election_master_status gauge\n${status(1)}`);
    expect(other).toContain(status(0));
    expect(later).toContain(status(1));
  });

  test('MS3 follows the store: its version is that of the last change', () => {
    const script = `${watching}\nkubectl apply -f - <<EOF
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: nginx }] }
EOF
run 10s
program rs-controller scrape`;
    const versions = scraped(script, 'modern').map((text) =>
      Number(/^informer_store_resource_version\{.*resource="pods".*\} (\d+)$/m.exec(text)?.[1]),
    );
    expect(versions).toHaveLength(2);
    expect(versions[1]).toBeGreaterThan(versions[0] ?? 0);
  });

  test('MS4 begins anew with the program', () => {
    const script = `${watching}\nprogram rs-controller restart\nprogram rs-controller scrape`;
    const [before = '', after = ''] = scraped(script, 'modern');
    const synced = /informer_processing_latency_seconds_count\{.*\} [1-9]/;
    expect(before).toMatch(synced);
    expect(after).not.toMatch(synced);
  });

  test('MS5 of informers of metadata tells nothing, as upstream gives them no name', () => {
    const [gc = ''] = scraped('set metrics on\nrun 10s\nprogram gc scrape', 'modern');
    expect(gc).toContain('workqueue_depth{name="gc"} 0');
    expect(gc).not.toContain('informer_');
  });

  test('MS6 is told in one sentence, without buckets', () => {
    const session = played(watching, { profile: 'modern' });
    const event = session.store.events.find(({ kind }) => kind === 'program.scraped');
    if (event === undefined) throw new Error('expected a scrape');
    const told = sentence(event, en);
    expect(told).toMatch(/^rs-controller tells its metrics: informer_processing_latency/);
    expect(told).toContain('workqueue_depth{name="rs-controller"} 0');
    expect(told).not.toContain('_bucket');
  });
});

test.each([
  { name: 'nothing counts', script: 'run 1s\nprogram gc scrape', found: 'set metrics on' },
  {
    name: 'the program is paused',
    script: 'set metrics on\nrun 1s\nprogram gc pause\nprogram gc scrape',
    found: 'paused',
  },
  {
    name: 'the program has ended',
    script: 'set metrics on\nrun 1s\nprogram gc stop\nprogram gc scrape',
    found: 'ended',
  },
])('MS7 a scrape is refused while $name', ({ script, found }) => {
  expect(played(script).failures).toMatchObject([
    { kind: 'refused', found: expect.stringContaining(found) },
  ]);
});
