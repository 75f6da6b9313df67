/** What can stand in the open places of the claim meter. Readers see each piece as it stands here. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { keyOf } from '#controllers/pods.ts';
import { type Channel, selectNow } from '#sim/channel.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { PiecesOf } from './chosen_code.ts';
import type { ClaimMeter } from './claim_meter.ts';
import { sizeOf, sumOf } from './claim_size.ts';

/** What a watch says of a claim. */
export interface ClaimEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly claim: Unstructured;
}

type Count = (meter: ClaimMeter) => void;

export const count: PiecesOf<'claim-meter', 'count', Count> = {
  // piece add-and-subtract
  'add-and-subtract': (meter) => {
    let total = 0;
    meter.countEvents(({ type, claim }) => {
      if (type === 'ADDED') total += sizeOf(claim);
      if (type === 'DELETED') total -= sizeOf(claim);
      return total;
    });
  },
  // end of piece
  // piece also-modified
  'also-modified': (meter) => {
    const sizes = new Map<string, number>();
    meter.countEvents(({ type, claim }) => {
      if (type === 'DELETED') sizes.delete(keyOf(claim));
      else sizes.set(keyOf(claim), sizeOf(claim)); // ADDED, MODIFIED
      return [...sizes.values()].reduce((sum, size) => sum + size, 0);
    });
  },
  // end of piece
  // piece list-then-watch
  'list-then-watch': (meter) => {
    let total = 0;
    meter.countEvents(
      ({ type, claim }) => {
        if (type === 'ADDED') total += sizeOf(claim);
        if (type === 'DELETED') total -= sizeOf(claim);
        return total;
      },
      function* beforeEachWatch() {
        total = sumOf(yield* meter.list()); // and then a watch without its resourceVersion
      },
    );
  },
  // end of piece
  // piece recompute
  recompute: (meter) => {
    meter.onEachNotification('edge', (claims) => sumOf(claims)); // of the informer's cache
  },
  // end of piece
};

type HandOver = <T>(sim: Sim, signals: Channel<T>, signal: T) => Proc;

export const handOver: PiecesOf<'claim-meter', 'hand-over', HandOver> = {
  // piece send
  *send(_sim, signals, signal) {
    yield* signals.send(signal); // signals <- signal
  },
  // end of piece
  // piece send-or-drop
  *'send-or-drop'(sim, signals, signal) {
    selectNow(sim, [signals.sending(signal)]); // select { case signals <- signal: default: }
  },
  // end of piece
};
