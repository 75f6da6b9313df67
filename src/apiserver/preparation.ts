/** What new objects get from the server: the addresses and ports that no service has yet. */

import type { Preparation } from '#apiserver/registry/kind.ts';
import { listAt, numberAt, textAt } from '#apiserver/registry/members.ts';
import type { Etcd, Prefix } from '#apiserver/storage/etcd.ts';
import { assert } from '#base/assert.ts';
import type { Sim } from '#sim/sim.ts';

const services: Prefix = { path: 'services', resource: 'services' };

/** 10.96.0.0/16 without its first 256 addresses, which people may choose for themselves. */
const firstAddress = 256;
const lastAddress = 65_534;
const firstPort = 30_000;
const ports = 2768;
/** So many draws in a row that are taken mean that nearly all are. */
const mostDraws = 1000;

export function preparationIn(sim: Sim, etcd: Etcd): Preparation {
  return {
    now: sim.now,
    isFreeClusterIP: (address) => !takenAddresses(etcd).has(address),
    freeClusterIP: () => {
      const taken = takenAddresses(etcd);
      const chance = sim.random.stream('apiserver.clusterIP');
      return untaken(taken, () => {
        const number = firstAddress + chance.below(lastAddress - firstAddress);
        return `10.96.${Math.floor(number / 256)}.${number % 256}`;
      });
    },
    freeNodePort: () => {
      const all = stored(etcd).flatMap((service) => listAt(service, 'spec', 'ports'));
      const taken = new Set(all.map((port) => numberAt(port, 'nodePort') ?? 0));
      const chance = sim.random.stream('apiserver.nodePort');
      return untaken(taken, () => firstPort + chance.below(ports));
    },
  };
}

function takenAddresses(etcd: Etcd): ReadonlySet<string> {
  return new Set(stored(etcd).map((service) => textAt(service, 'spec', 'clusterIP')));
}

function stored(etcd: Etcd) {
  return etcd.snapshot(services).entries.map(([, service]) => service);
}

function untaken<T>(taken: ReadonlySet<T>, draw: () => T): T {
  for (let draws = 1; draws <= mostDraws; draws++) {
    const drawn = draw();
    if (!taken.has(drawn)) return drawn;
  }
  assert(false, `${mostDraws} draws found nothing free`);
}
