/** Transcripts as they are committed: what one API server answered to the cases of one topic, a line per step. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange } from './exchange.ts';
import { transcriptFolder } from './script.ts';

/** Which server the transcripts are of, as their files' names say it. */
export const recordedServer = 'v1.37';

export interface Transcript {
  readonly name: string;
  readonly exchanges: readonly Exchange[];
}

export interface TopicTranscripts {
  readonly topic: string;
  /** `kubernetes v1.37.2`. */
  readonly of: string;
  readonly transcripts: readonly Transcript[];
}

export function transcriptFile(topic: string): string {
  return join(transcriptFolder, `${topic}.${recordedServer}.jsonl`);
}

/** What is committed of a topic, if anything is. */
export function readTranscripts(topic: string): TopicTranscripts | undefined {
  const file = transcriptFile(topic);
  return existsSync(file) ? parseTranscripts(readFileSync(file, 'utf8')) : undefined;
}

export function writeTranscripts(transcripts: TopicTranscripts): void {
  writeFileSync(transcriptFile(transcripts.topic), transcriptText(transcripts));
}

/** A header, then one line per step. */
export function transcriptText({ topic, of, transcripts }: TopicTranscripts): string {
  const lines = [JSON.stringify({ topic, of })];
  for (const { name, exchanges } of transcripts) {
    for (const { step, asked, status, headers, body, events, ended } of exchanges) {
      const line = { case: name, step, asked, status, headers, body, events, ended };
      lines.push(JSON.stringify(line));
    }
  }
  return `${lines.join('\n')}\n`;
}

export function parseTranscripts(text: string): TopicTranscripts {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const { topic, of } = JSON.parse(header) as TopicTranscripts;
  const cases = new Map<string, Exchange[]>();
  for (const line of lines) {
    const { case: name, ...exchange } = JSON.parse(line) as Exchange & { case: string };
    const exchanges = cases.get(name) ?? [];
    cases.set(name, exchanges);
    exchanges.push(exchange);
  }
  const transcripts = [...cases].map(([name, exchanges]) => ({ name, exchanges }));
  return { topic, of, transcripts };
}
