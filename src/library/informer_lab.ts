/**
 * The package's main entry: plays scripts and records, reads traces, tells what happened in words. Nothing
 * here needs a page, a clock or a network, and the same input gives the same trace everywhere.
 */

export { AssertionError } from '#base/assert.ts';
export type { JsonObject, JsonValue } from '#base/json.ts';
export type { Result } from '#base/result.ts';
export {
  after,
  between,
  type Duration,
  duration,
  formatDuration,
  type Instant,
  instant,
  milliseconds,
  minutes,
  parseDuration,
  seconds,
  startOfRun,
} from '#base/time.ts';
export type { Failure } from '#session/session.ts';
export { type Command, type CommandOf, decodeCommand } from '#trace/command.ts';
export { type CommandKind, commandKinds } from '#trace/command_shapes.ts';
export { decodeTrace, type TraceFile, type TraceProblem } from '#trace/decode_trace.ts';
export type { RecordedAct, RunPosition, RunRecord, ScriptProblem } from '#trace/engine_port.ts';
export type { EventData, EventOf, MentionedObject, ObjectRef, TraceEvent } from '#trace/event.ts';
export { formatVersion } from '#trace/event.ts';
export { type EventKind, eventKinds } from '#trace/event_shapes.ts';
export type { TraceLevel } from '#trace/level.ts';
export { isProfileName, type Profile, type ProfileName, profiles } from '#trace/profile.ts';
export { type ReplayOptions, Run, type RunOptions, replay, runScript } from './run.ts';
export { hashOfTrace } from './trace_hash.ts';
