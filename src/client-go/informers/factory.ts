/**
 * Makes one informer for each kind, however often it is asked for, and starts them all.
 *
 * @upstream kubernetes/client-go informers/factory.go
 * @diverges Informers are told apart by resource, not by Go type.
 * @diverges It is given a way to list and watch any resource, not a clientset.
 * @diverges Informers start and are waited for in the chooser's order (default: that in which they were asked for).
 */

import type { GroupVersionResource } from '#apimachinery/pkg/runtime/schema/group_version.ts';
import { type Duration, noDuration } from '#base/time.ts';
import type { Environment } from '#client-go/features/features.ts';
import { type InformerName, withResource } from '#client-go/tools/cache/identity.ts';
import { metaNamespaceIndexFunc, namespaceIndex } from '#client-go/tools/cache/index.ts';
import type { InformerMetricsProvider } from '#client-go/tools/cache/informer_metrics.ts';
import { type GenericLister, newGenericLister } from '#client-go/tools/cache/listers.ts';
import {
  ListWatch,
  type ListWatchClient,
  type TweakListOptionsFunc,
} from '#client-go/tools/cache/listwatch.ts';
import type { ExpectedType } from '#client-go/tools/cache/reflector.ts';
import {
  newSharedIndexInformer,
  type SharedIndexInformer,
  waitForCacheSync,
} from '#client-go/tools/cache/shared_informer.ts';
import type { TransformFunc } from '#client-go/tools/cache/store.ts';
import { waitFor } from '#client-go/tools/cache/wait.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { WaitGroup } from '#sim/sync.ts';
import type { GenericInformer } from './generic.ts';

/** A resource and the kind of its objects. */
export interface InformerResource extends GroupVersionResource {
  readonly kind: string;
}

export interface SharedInformerFactoryOptions {
  /** The program: `rs-controller`. Its informers are `rs-controller/pods` and so on. */
  readonly program: string;
  /** Lists and watches a resource in the name of an informer, in one namespace or (`''`) in all. */
  readonly client: (
    resource: GroupVersionResource,
    place: { readonly namespace: string; readonly noun: string },
  ) => ListWatchClient;
  readonly defaultResync?: Duration | undefined;
  /** By resource name. */
  readonly customResync?: ReadonlyMap<string, Duration> | undefined;
  readonly namespace?: string | undefined;
  readonly tweakListOptions?: TweakListOptionsFunc | undefined;
  readonly transform?: TransformFunc | undefined;
  /** Under which name informers measure. Without a name, or a provider, they do not. */
  readonly informerName?: InformerName | undefined;
  readonly metricsProvider?: InformerMetricsProvider | undefined;
  /** What every informer holds, if not objects of its resource's kind alone. */
  readonly expectedType?: ExpectedType | 'any' | undefined;
  /** Asks again and again whether informers have synced, also where the release has a signal for it. */
  readonly pollsForSync?: boolean | undefined;
}

export function newSharedInformerFactory(
  environment: Environment,
  options: SharedInformerFactoryOptions,
): SharedInformerFactory {
  return new SharedInformerFactory(environment, options);
}

export class SharedInformerFactory {
  readonly #environment: Environment;
  readonly #sim: Sim;
  readonly #options: SharedInformerFactoryOptions;
  readonly #informers = new Map<string, SharedIndexInformer>();
  readonly #started = new Set<string>();
  readonly #group: WaitGroup;
  #shuttingDown = false;

  constructor(environment: Environment, options: SharedInformerFactoryOptions) {
    this.#environment = environment;
    this.#sim = environment.sim;
    this.#options = options;
    this.#group = new WaitGroup(environment.sim, `${options.program}.informers`);
  }

  /** Asking for the informer or the lister is what makes it. */
  forResource(resource: InformerResource): GenericInformer {
    return {
      informer: () => this.#informerFor(resource),
      lister: () => this.#listerFor(resource),
    };
  }

  /** Starts every informer that has not been started, each in a process of its own. */
  start(ctx: Context): void {
    if (this.#shuttingDown) return;
    const entries = this.#sim.chooser.ordered('factory.Start', this.#informers);
    for (const [resource, informer] of entries) {
      if (this.#started.has(resource)) continue;
      this.#started.add(resource);
      this.#group.go(`${informer.noun.informer}/processLoop`, informer.run(ctx));
    }
  }

  /** Waits for the informers that were started, not for their handlers. Says which have synced. */
  *waitForCacheSync(ctx: Context): Proc<ReadonlyMap<string, boolean>> {
    const synced = new Map<string, boolean>();
    const started = [...this.#informers].filter(([resource]) => this.#started.has(resource));
    const { pollsForSync = false } = this.#options;
    if (this.#environment.profile.syncedSignal === 'channel' && !pollsForSync) {
      const checkers = started.map(([, informer]) => ({
        name: informer.noun.informer,
        done: () => informer.syncedChan(),
      }));
      yield* waitFor(this.#sim, ctx, checkers);
      for (const [resource, informer] of started) {
        synced.set(resource, informer.syncedChan().closed);
      }
      return synced;
    }
    for (const [resource, informer] of started) {
      const hasSynced = () => informer.hasSynced();
      synced.set(resource, yield* waitForCacheSync(this.#sim, ctx, hasSynced));
    }
    return synced;
  }

  /** Waits until every informer has ended; their context must have. Nothing can be started any more. */
  *shutdown(): Proc {
    this.#shuttingDown = true;
    yield* this.#group.wait();
  }

  #informerFor(resource: InformerResource): SharedIndexInformer {
    const id = resourceId(resource);
    const known = this.#informers.get(id);
    if (known !== undefined) return known;
    const { program, client, transform, expectedType } = this.#options;
    const noun = { informer: `${program}/${resource.resource}`, resource: resource.resource };
    const place = { namespace: this.#options.namespace ?? '', noun: noun.informer };
    const { group, version, kind } = resource;
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const informer = newSharedIndexInformer(this.#environment, {
      noun,
      listerWatcher: new ListWatch(client(resource, place), this.#options.tweakListOptions),
      expectedType: expectedType === 'any' ? undefined : (expectedType ?? { apiVersion, kind }),
      resyncPeriod: this.#resyncPeriodOf(resource),
      identifier: withResource(this.#options.informerName, {
        group,
        version,
        resource: resource.resource,
      }),
      metricsProvider: this.#options.metricsProvider,
      indexers: new Map([[namespaceIndex, metaNamespaceIndexFunc]]),
    });
    if (transform !== undefined) informer.setTransform(transform);
    this.#informers.set(id, informer);
    return informer;
  }

  #listerFor(resource: InformerResource): GenericLister {
    const informer = this.#informerFor(resource);
    const noun = { sim: this.#sim, informer: informer.noun.informer };
    return newGenericLister(informer.getIndexer(), resource, noun);
  }

  #resyncPeriodOf(resource: InformerResource): Duration {
    const { customResync, defaultResync = noDuration } = this.#options;
    return customResync?.get(resource.resource) ?? defaultResync;
  }
}

function resourceId(resource: GroupVersionResource): string {
  return `${resource.group}/${resource.version}/${resource.resource}`;
}
