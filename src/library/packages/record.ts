/** Go package tools/record: Events, from the recorder to the sink. */

export {
  type EventBroadcaster,
  type EventBroadcasterOptions,
  type EventHandler,
  type EventRecorder,
  type EventSink,
  newBroadcaster,
  type Report,
  type SinkError,
} from '#client-go/tools/record/event.ts';
export { FakeRecorder, newFakeRecorder } from '#client-go/tools/record/fake.ts';
