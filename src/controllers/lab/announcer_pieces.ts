/** What can stand in the open places of the announcer. Readers see each piece as it stands here. */

import { newLongQueueBroadcaster } from '#apimachinery/pkg/watch/mux.ts';
import { maxQueuedEvents, newBroadcaster } from '#client-go/tools/record/event.ts';
import type { Proc } from '#sim/process.ts';
import { type Announce, type AnnouncerTools, eventFor, writeAll } from './announcer_events.ts';
import type { PiecesOf } from './chosen_code.ts';

/** What the announcer says of each part of its work. */
type Message = (part: number) => string;

export const messages: PiecesOf<'announcer', 'message', Message> = {
  // piece same
  same: () => 'still working',
  // end of piece
  // piece numbered
  numbered: (part) => `did part ${part}`,
  // end of piece
};

/** How an event gets from the loop to the API server. */
type Delivery = (tools: AnnouncerTools) => Proc<Announce>;

export const deliveries: PiecesOf<'announcer', 'delivery', Delivery> = {
  // piece recorder
  *recorder({ environment, name, sink }) {
    const broadcaster = newBroadcaster(environment, { name: `${name}/events` });
    yield* broadcaster.startRecordingToSink(sink);
    const recorder = broadcaster.newRecorder({ component: name });
    return (object, message) =>
      recorder.event(object, { type: 'Normal', reason: 'Working', message });
  },
  // end of piece
  // piece blocking
  *blocking(tools) {
    const { sim } = tools.environment;
    const broadcaster = newLongQueueBroadcaster(sim, {
      name: `${tools.name}/events`,
      queueLength: maxQueuedEvents,
      fullChannelBehavior: 'WaitIfChannelFull', // no event may be lost
    });
    const watcher = yield* broadcaster.watch();
    if (watcher.ok) sim.spawn(`${tools.name}/events/sink`, writeAll(tools, watcher.value));
    return (object, message) =>
      broadcaster.action({ type: 'ADDED', object: eventFor(tools, object, message) });
  },
  // end of piece
};
