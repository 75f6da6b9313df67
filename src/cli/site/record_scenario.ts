/** Plays a scenario and writes it down. A recording that does not read back as what was played is none. */

import { createSession, type Session } from '#session/session.ts';
import { decodeRecording } from '#trace/recording/decode_recording.ts';
import { encodeRecording } from '#trace/recording/encode_recording.ts';
import type { Recording } from '#trace/recording/recording_file.ts';
import type { Scenario } from './scenarios.ts';

/** The run of a scenario, played to the end of its script. */
export function playScenario({ address, record }: Scenario): Session {
  const session = createSession(record, { file: address });
  if (!session.ok) {
    throw new Error(`${address}: ${session.error.map(({ message }) => message).join('\n')}`);
  }
  session.value.play();
  return session.value;
}

/** What a page gets of a played scenario. */
export function recordingOf(scenario: Scenario, session: Session): Recording {
  const { address, focus, titles, start } = scenario;
  const { store, record, hash, now, idle } = session;
  return {
    scene: { scenario: address, focus, start: start(store.events), titles },
    record,
    hash,
    now,
    idle,
    events: store.events,
    mentions: store.mentions.map(({ ref, object, before }) => [ref, object, before] as const),
  };
}

/** The text of its recording. */
export function recordScenario(scenario: Scenario, session = playScenario(scenario)): string {
  const text = JSON.stringify(encodeRecording(recordingOf(scenario, session)));
  const read = decodeRecording(text);
  if (!read.ok) {
    throw new Error(`${scenario.address}: ${read.error.path}: ${read.error.reason}`);
  }
  return text;
}
