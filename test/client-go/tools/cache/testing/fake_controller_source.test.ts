/** What upstream expects of its fake source, asked of our API server: versions, replay and lost history. */

import { expect, test } from 'vitest';
import { seconds } from '#base/time.ts';
import { cluster, configMaps, versionOf } from '#test/apiserver/cluster.ts';

/** A config map that is created and modified twice, and the versions that came of it. */
function threeVersions() {
  const b = cluster();
  const made = (data: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'foo' },
    data: { data },
  });
  const versions = [
    versionOf(b.ask('POST', configMaps, made('1'))),
    versionOf(b.ask('PUT', `${configMaps}/foo`, made('2'))),
    versionOf(b.ask('PUT', `${configMaps}/foo`, made('3'))),
  ];
  b.runFor(seconds(2));
  return { b, versions, made };
}

test('FS1 a watch replays what came after its version, and a list has the last one (TestRCNumber)', () => {
  const { b, versions } = threeVersions();
  const watched = versions.map((version) => b.watch(`${configMaps}?resourceVersion=${version}`));
  const later = (from: number) => versions.slice(from).map((version) => `MODIFIED foo@${version}`);
  expect(watched.map((watch) => watch.seen())).toEqual([later(1), later(2), later(3)]);
  expect(Number(versionOf(b.ask('GET', configMaps)))).toBeGreaterThanOrEqual(Number(versions[2]));
});

test('FS2 once its history is lost, an old version has expired and the last one has not (TestResetWatch)', () => {
  const { b, versions, made } = threeVersions();
  b.servers['a']?.restart(seconds(1));
  b.runFor(seconds(10));
  const old = b.watch(`${configMaps}?resourceVersion=${versions[0]}`);
  expect(old.seen()[0]).toMatch(/^ERROR 410 /);
  const current = b.watch(`${configMaps}?resourceVersion=${versions[2]}`);
  expect(current.seen()).toEqual([]);
  const next = versionOf(b.ask('PUT', `${configMaps}/foo`, made('4')));
  b.runFor(seconds(2));
  expect(current.seen()).toEqual([`MODIFIED foo@${next}`]);
});
