/** Every machine's name with what each trace event is to it. Tables and definitions stand elsewhere. */

import type { TraceEvent } from '#trace/event.ts';
import type { Routed, Routes } from './definition.ts';
import { deltaRoutes, poppedDelta } from './delta.ts';
import { hopRoutes } from './hop.ts';
import { leaseHolderRoutes } from './lease_holder.ts';
import { listenerRoutes } from './listener.ts';
import { reconcileRoutes } from './reconcile.ts';
import { reflectorRoutes } from './reflector.ts';
import { requestRoutes } from './request.ts';
import { watchStreamRoutes } from './watch_stream.ts';
import { workItemRoutes } from './work_item.ts';

export const machineNames = [
  'reflector',
  'watchStream',
  'request',
  'delta',
  'listener',
  'workItem',
  'reconcile',
  'leaseHolder',
  'hop',
] as const;

export type MachineName = (typeof machineNames)[number];

/** An instance of a machine, and what happens to it. */
export interface RoutedEvent extends Routed {
  readonly machine: MachineName;
}

const routes: Readonly<Record<MachineName, Routes<string>>> = {
  reflector: reflectorRoutes,
  watchStream: watchStreamRoutes,
  request: requestRoutes,
  delta: deltaRoutes,
  listener: listenerRoutes,
  workItem: workItemRoutes,
  reconcile: reconcileRoutes,
  leaseHolder: leaseHolderRoutes,
  hop: hopRoutes,
};

type Route = (data: unknown, event: TraceEvent) => Routed | undefined;

interface KindRoute {
  readonly machine: MachineName;
  readonly route: Route;
}

const routesByKind: ReadonlyMap<string, readonly KindRoute[]> = gather();

/** Whose lives an event belongs to: usually one machine's, often none's. */
export function routeEvent(event: TraceEvent): readonly RoutedEvent[] {
  if (event.kind === 'delta.popped') {
    const { informer, deltas } = event.data;
    return deltas.map((delta) => ({ machine: 'delta', ...poppedDelta(informer, delta) }));
  }
  const found = routesByKind.get(event.kind);
  if (found === undefined) return nowhere;
  const routed: RoutedEvent[] = [];
  for (const { machine, route } of found) {
    const target = route(event.data, event);
    if (target !== undefined) {
      routed.push({ machine, instance: target.instance, event: target.event });
    }
  }
  return routed;
}

const nowhere: readonly RoutedEvent[] = [];

function gather(): ReadonlyMap<string, readonly KindRoute[]> {
  const byKind = new Map<string, KindRoute[]>();
  for (const machine of machineNames) {
    for (const [kind, route] of Object.entries(routes[machine])) {
      const known = byKind.get(kind) ?? [];
      known.push({ machine, route: route as Route });
      byKind.set(kind, known);
    }
  }
  return byKind;
}

/** The program in whose memory an instance lives: it dies with it. Watches and requests outlive it. */
export function ownerOf(machine: MachineName, instance: string): string | undefined {
  if (machine === 'watchStream' || machine === 'request' || machine === 'hop') return undefined;
  const end = instance.search(/[/|#]/);
  return end < 0 ? instance : instance.slice(0, end);
}
