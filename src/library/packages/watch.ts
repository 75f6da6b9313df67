/** Go package apimachinery/pkg/watch: events and their broadcaster. */

export { type FilterFunc, filter, newRecorder, Recorder } from '#apimachinery/pkg/watch/filter.ts';
export {
  Broadcaster,
  type BroadcasterError,
  type BroadcasterOptions,
  type BroadcasterWatcher,
  type FullChannelBehavior,
  incomingQueueLength,
  newBroadcaster,
  newLongQueueBroadcaster,
} from '#apimachinery/pkg/watch/mux.ts';
export {
  defaultChanSize,
  type Event,
  type EventType,
  FakeWatcher,
  type Interface,
  newEmptyWatch,
  ProxyWatcher,
  RaceFreeFakeWatcher,
} from '#apimachinery/pkg/watch/watch.ts';
