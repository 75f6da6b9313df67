/** Fetches a recorded run and reads it. Rejects with what is wrong, in English, if it cannot be had. */

import { decodeRecording } from '#trace/recording/decode_recording.ts';
import type { Recording } from '#trace/recording/recording_file.ts';

export async function fetchRecording(address: string): Promise<Recording> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${answer.statusText}`);
  const recording = decodeRecording(await answer.text());
  if (recording.ok) return recording.value;
  throw new Error(`${address}: ${recording.error.path}: ${recording.error.reason}`);
}
