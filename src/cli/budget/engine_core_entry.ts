/**
 * What the engine's core is, for its weight: the kernel, the trace in both directions, and an informer with
 * a work queue, as a controller without an API server of ours would bundle them.
 */

import { newNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import { selectorFromSet } from '#apimachinery/pkg/labels/selector.ts';
import { pollUntilContextCancel } from '#apimachinery/pkg/util/wait/poll.ts';
import { resourceEventHandlerFuncs } from '#client-go/tools/cache/controller.ts';
import { newGenericLister } from '#client-go/tools/cache/listers.ts';
import { ListWatch } from '#client-go/tools/cache/listwatch.ts';
import { newSharedIndexInformer } from '#client-go/tools/cache/shared_informer.ts';
import { defaultTypedControllerRateLimiter } from '#client-go/util/workqueue/default_rate_limiters.ts';
import { newTypedRateLimitingQueueWithConfig } from '#client-go/util/workqueue/rate_limiting_queue.ts';
import { Channel, select } from '#sim/channel.ts';
import { background, withCancel } from '#sim/context.ts';
import { InMemoryNetwork } from '#sim/in_memory_network.ts';
import { Sim } from '#sim/sim.ts';
import { Mutex, WaitGroup } from '#sim/sync.ts';
import { encodeEvent, encodeObject, TraceHash } from '#trace/codec.ts';
import { decodeCommand } from '#trace/command.ts';
import { decodeTrace } from '#trace/decode_trace.ts';
import { ObjectTable } from '#trace/object_table.ts';
import { profiles } from '#trace/profile.ts';

export const engineCore = {
  background,
  Channel,
  decodeCommand,
  decodeTrace,
  defaultTypedControllerRateLimiter,
  encodeEvent,
  encodeObject,
  InMemoryNetwork,
  ListWatch,
  Mutex,
  newGenericLister,
  newNotFound,
  newSharedIndexInformer,
  newTypedRateLimitingQueueWithConfig,
  ObjectTable,
  selectorFromSet,
  pollUntilContextCancel,
  profiles,
  resourceEventHandlerFuncs,
  select,
  Sim,
  TraceHash,
  WaitGroup,
  withCancel,
};
