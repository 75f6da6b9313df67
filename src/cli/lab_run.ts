/** `lab run`: plays a script and writes down what happened. */

import { writeSync } from 'node:fs';
import { type Duration, formatDuration, startOfRun } from '#base/time.ts';
import { en } from '#messages/en/en.ts';
import { sentence } from '#messages/sentence.ts';
import type { Session } from '#session/session.ts';
import { traceHeaderLine } from '#trace/codec.ts';
import { transcriptLine } from '#view-model/export/transcript.ts';
import { failureLines, type LabOptions, playScript } from './lab_script.ts';

/** Returns the exit code: 0 if everything held, 1 if not, 2 if there was nothing to run. */
export function runScript(file: string, options: LabOptions): number {
  const writer = options.format === 'ndjson' ? new NdjsonWriter() : new TextWriter();
  let session: Session | undefined;
  try {
    session = playScript(file, options, (running) => writer.write(running, false));
  } catch (error) {
    writer.end();
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  if (session === undefined) return 2;
  writer.write(session, true);
  writer.end();
  for (const line of failureLines(file, session)) process.stderr.write(`${line}\n`);
  if (options.format === 'text') process.stdout.write(`${summary(session)}\n`);
  return session.failures.length === 0 ? 0 : 1;
}

function summary(session: Session): string {
  const lasted = formatDuration((session.now - startOfRun) as Duration);
  const { profile, seed, policy } = session.record;
  const kept = session.store.events.length;
  return `${kept} events in ${lasted}, profile ${profile}, seed ${seed}, ${policy}: ${session.hash}`;
}

/** So many characters are written at once. */
const chunkLength = 65_536;
/** So many events are turned into lines at once. */
const linesAtOnce = 1_000;

class Buffered {
  #text = '';

  add(line: string): void {
    this.#text += `${line}\n`;
    if (this.#text.length >= chunkLength) this.flush();
  }

  flush(): void {
    let rest: Uint8Array = Buffer.from(this.#text);
    this.#text = '';
    while (rest.length > 0) rest = rest.subarray(written(rest));
  }
}

/** A pipe may be full for a moment; a closed one ends the writing. */
function written(bytes: Uint8Array): number {
  try {
    return writeSync(1, bytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EAGAIN') return 0;
    if (code === 'EPIPE') process.exit(0);
    throw error;
  }
}

class NdjsonWriter {
  readonly #out = new Buffered();
  #events = 0;

  constructor() {
    this.#out.add(traceHeaderLine);
  }

  write({ store }: Session, done: boolean): void {
    if (!done && store.events.length < this.#events + linesAtOnce) return;
    for (const line of store.lines(this.#events)) this.#out.add(line);
    this.#events = store.events.length;
  }

  end(): void {
    this.#out.flush();
  }
}

class TextWriter {
  readonly #out = new Buffered();
  #events = 0;

  write({ store }: Session): void {
    for (; this.#events < store.events.length; this.#events++) {
      const event = store.events[this.#events];
      if (event !== undefined) {
        this.#out.add(transcriptLine(event, (each) => sentence(each, en)));
      }
    }
  }

  end(): void {
    this.#out.flush();
  }
}
