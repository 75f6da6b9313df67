/** Which branches of the real client-go a number of scripts reached. */

import { existsSync, readFileSync } from 'node:fs';
import type { Component } from './corpus.ts';

/** The packages that are counted when the oracle is built for it. */
export const coveredPackages: readonly string[] = [
  'k8s.io/client-go/tools/cache',
  'k8s.io/client-go/util/workqueue',
  'k8s.io/client-go/util/flowcontrol',
  'k8s.io/client-go/util/retry',
  'k8s.io/client-go/tools/record',
  'k8s.io/client-go/tools/leaderelection',
  'k8s.io/client-go/tools/leaderelection/resourcelock',
  'k8s.io/apimachinery/pkg/util/wait',
  'k8s.io/apimachinery/pkg/watch',
];

/** The upstream files that a component stands for. */
export const coveredFiles: Readonly<Record<Component, readonly string[]>> = {
  deltafifo: ['tools/cache/delta_fifo.go'],
  realfifo: ['tools/cache/the_real_fifo.go'],
  store: ['tools/cache/store.go', 'tools/cache/thread_safe_store.go', 'tools/cache/index.go'],
  workqueue: ['workqueue/queue.go', 'workqueue/delaying_queue.go', 'rate_limiting_queue.go'],
  limiters: ['workqueue/default_rate_limiters.go'],
  flowcontrol: ['flowcontrol/backoff.go', 'flowcontrol/throttle.go'],
  wait: ['util/wait/backoff.go', 'util/wait/loop.go', 'util/wait/poll.go', 'retry/util.go'],
  informer: ['tools/cache/reflector.go', 'tools/cache/shared_informer.go', 'cache/controller.go'],
  correlator: ['tools/record/events_cache.go'],
  elector: ['leaderelection/leaderelection.go', 'resourcelock/leaselock.go'],
  broadcaster: ['apimachinery/pkg/watch/mux.go'],
};

/** Blocks of upstream's code by their place, and whether they were run. */
export class Coverage {
  readonly #blocks = new Map<string, boolean>();

  /** Reads a profile that Go wrote; after a crash there is none. */
  read(file: string, component: Component): void {
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const [place = '', , count] = line.split(' ');
      const path = place.slice(0, place.lastIndexOf(':'));
      if (!coveredFiles[component].some((each) => path.endsWith(each))) continue;
      this.#blocks.set(place, (this.#blocks.get(place) ?? false) || count !== '0');
    }
  }

  get reached(): number {
    return [...this.#blocks.values()].filter((run) => run).length;
  }

  get total(): number {
    return this.#blocks.size;
  }
}
