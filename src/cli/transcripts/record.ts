/** `npm run oracle -- --apiserver`: records every topic anew from the real API server and compares with what is committed. */

import { canonicalJson } from '#base/json.ts';
import { differences, differencesText } from './differences.ts';
import { buildRealServer, pinnedKubernetes, RealServer } from './real_server.ts';
import { realTranscripts } from './run_topic.ts';
import { readTopics, type Topic } from './script.ts';
import { readTranscripts, type Transcript, writeTranscripts } from './transcript.ts';

export interface RecordWishes {
  readonly write: boolean;
  /** `TOPIC` or `TOPIC/case`. */
  readonly rewrite: readonly string[];
  readonly only: string;
}

/** So often a topic is run before something that differs each time counts as a difference. */
const attempts = 3;

/** Returns the exit code. */
export async function recordTopics(
  wishes: RecordWishes,
  say: (text: string) => void,
): Promise<number> {
  const topics = readTopics(wishes.only);
  const fault = buildRealServer();
  if (fault !== undefined) {
    say(`The real API server does not build.\n${fault}`);
    return 1;
  }
  const server = new RealServer();
  let failures = 0;
  let passed = 0;
  try {
    for (const topic of topics) {
      const { written, unchanged, failed } = await recordTopic(server, topic, wishes);
      say(`${topic.topic}: ${unchanged.length} unchanged, ${written.length} written`);
      for (const text of failed) say(`${topic.topic}/${text}`);
      failures += failed.length;
      passed += written.length + unchanged.length;
    }
  } finally {
    await server.end();
  }
  say(`${passed} passed, ${failures} failed`);
  return failures === 0 ? 0 : 1;
}

interface Outcome {
  readonly unchanged: readonly string[];
  readonly written: readonly string[];
  readonly failed: readonly string[];
}

async function recordTopic(
  server: RealServer,
  topic: Topic,
  wishes: RecordWishes,
): Promise<Outcome> {
  const committed = new Map(
    readTranscripts(topic.topic)?.transcripts.map((each) => [each.name, each]),
  );
  const seen = new Map<string, Transcript[]>();
  for (let attempt = 1; attempt <= attempts; attempt++) {
    for (const each of await realTranscripts(server, topic)) {
      seen.set(each.name, [...(seen.get(each.name) ?? []), each]);
    }
    if (topic.script.cases.every(({ name }) => isSettled(committed.get(name), seen.get(name)))) {
      break;
    }
  }
  const verdicts = topic.script.cases.map(({ name }) =>
    judge(topic.topic, { committed: committed.get(name), seen: seen.get(name) ?? [], wishes }),
  );
  const of = pinnedKubernetes();
  const written = verdicts.filter(({ kind }) => kind === 'written').map(({ name }) => name);
  const kept = verdicts.flatMap(({ transcript }) => transcript ?? []);
  if (written.length > 0 || (wishes.write && kept.length < committed.size)) {
    writeTranscripts({ topic: topic.topic, of, transcripts: kept });
  }
  return {
    written,
    unchanged: verdicts.filter(({ kind }) => kind === 'unchanged').map(({ name }) => name),
    failed: verdicts.flatMap(({ name, fault }) =>
      fault === undefined ? [] : [`${name}: ${fault}`],
    ),
  };
}

/** True once nothing more would be learnt: it is as committed, or came out alike twice. */
function isSettled(committed: Transcript | undefined, seen: readonly Transcript[] = []): boolean {
  const last = seen.at(-1);
  if (last === undefined) return false;
  if (committed !== undefined && isSame(committed, last)) return true;
  return twiceAlike(seen) !== undefined;
}

function twiceAlike(seen: readonly Transcript[]): Transcript | undefined {
  return seen.find((each, index) => seen.slice(0, index).some((other) => isSame(each, other)));
}

function isSame(left: Transcript, right: Transcript): boolean {
  return canonicalJson(left.exchanges) === canonicalJson(right.exchanges);
}

interface Verdict {
  readonly kind: 'unchanged' | 'written' | 'failed';
  readonly name: string;
  /** What is, or stays, committed. */
  readonly transcript: Transcript | undefined;
  readonly fault?: string;
}

function judge(
  topic: string,
  found: {
    readonly committed: Transcript | undefined;
    readonly seen: readonly Transcript[];
    readonly wishes: RecordWishes;
  },
): Verdict {
  const { committed, seen, wishes } = found;
  const name = seen[0]?.name ?? '';
  if (committed !== undefined && seen.some((each) => isSame(committed, each))) {
    return { kind: 'unchanged', name, transcript: committed };
  }
  const failed = (fault: string): Verdict => ({
    kind: 'failed',
    name,
    transcript: committed,
    fault,
  });
  const settled = twiceAlike(seen);
  const [first, second] = seen;
  if (settled === undefined) {
    const varying = differences(first?.exchanges ?? [], second?.exchanges ?? []);
    return failed(`no two of ${attempts} runs were alike\n${differencesText(varying)}`);
  }
  const rewritten = wishes.rewrite.includes(topic) || wishes.rewrite.includes(`${topic}/${name}`);
  if (committed !== undefined && !rewritten) {
    const changed = differences(committed.exchanges, settled.exchanges);
    return failed(`the recording would change\n${differencesText(changed)}`);
  }
  if (!wishes.write && !rewritten) return failed('is not recorded; --write accepts it');
  return { kind: 'written', name, transcript: settled };
}
