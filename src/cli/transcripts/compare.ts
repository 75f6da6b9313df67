/** Whether our API server answers as the real one was recorded to, case by case. */

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Difference, differences } from './differences.ts';
import { engineTranscripts } from './run_topic.ts';
import { readTopics, type ScriptCase, type Topic, transcriptFolder } from './script.ts';
import { readTranscripts } from './transcript.ts';

export interface Comparison {
  /** `topic/case`. */
  readonly name: string;
  /** Why there is nothing to compare with. */
  readonly fault?: string;
  readonly differences: readonly Difference[];
}

export function isEqual({ fault, differences: found }: Comparison): boolean {
  return fault === undefined && found.length === 0;
}

/** Compares every case of a topic; one that is not recorded is a fault. */
export function compareTopic(topic: Topic): readonly Comparison[] {
  const recorded = readTranscripts(topic.topic)?.transcripts ?? [];
  const beyond = new Set(beyondCases(topic).map(({ name }) => name));
  const held = engineTranscripts(topic).filter(({ name }) => !beyond.has(name));
  return held.map(({ name, exchanges }) => {
    const title = `${topic.topic}/${name}`;
    const wanted = recorded.find((each) => each.name === name);
    if (wanted === undefined) return { name: title, fault: 'is not recorded', differences: [] };
    return { name: title, differences: differences(wanted.exchanges, exchanges) };
  });
}

/** Cases of the real server alone. */
export function beyondCases({ script }: Topic): readonly ScriptCase[] {
  return script.cases.filter(({ beyond }) => beyond !== undefined);
}

/** What is recorded of cases that no script has any more. */
export function lostTranscripts({ topic, script }: Topic): readonly string[] {
  const known = new Set(script.cases.map(({ name }) => name));
  return (readTranscripts(topic)?.transcripts ?? [])
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => `${topic}/${name}`);
}

const notYetFile = join(transcriptFolder, 'not_yet.txt');

/** The cases in which our server is known to differ still, each with the reason. */
export function notYet(): ReadonlyMap<string, string> {
  if (!existsSync(notYetFile)) return new Map();
  const lines = readFileSync(notYetFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return new Map(
    lines.map((line) => {
      const [name = '', reason = ''] = line.split('\t');
      return [name, reason.trim()];
    }),
  );
}

/** Takes cases out of the list; the file goes with its last line. */
export function forget(names: readonly string[]): void {
  const rest = [...notYet()].filter(([name]) => !names.includes(name));
  if (rest.length === notYet().size) return;
  if (rest.length === 0) rmSync(notYetFile, { force: true });
  else writeFileSync(notYetFile, rest.map(([name, reason]) => `${name}\t${reason}\n`).join(''));
}

/** Takes out what differed once and does no longer. */
export function forgetEqual(): void {
  const listed = notYet();
  if (listed.size === 0) return;
  const topics = readTopics().filter(({ topic }) =>
    [...listed.keys()].some((name) => name.startsWith(`${topic}/`)),
  );
  forget(
    topics
      .flatMap(compareTopic)
      .filter(isEqual)
      .map(({ name }) => name),
  );
}
