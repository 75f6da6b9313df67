/** Runs the cases of a topic on either server and normalises what came. */

import { EngineServer } from './engine_server.ts';
import type { Exchange } from './exchange.ts';
import { normalise } from './normalise.ts';
import type { RealServer } from './real_server.ts';
import { namespaceOf, runCase } from './run_case.ts';
import type { ScriptCase, Topic } from './script.ts';
import type { Transcript } from './transcript.ts';

/** What our server answers to a topic: all cases on one cluster, one after another. */
export function engineTranscripts({ topic, script }: Topic): readonly Transcript[] {
  const server = new EngineServer(script.options ?? {});
  return script.cases.map((each) => {
    const exchanges = attempted(() => server.run(runCase(namespaceOf(topic, each.name), each)));
    return transcript({ topic, script }, each, exchanges);
  });
}

/** What the real one answers, on a fresh cluster. */
export async function realTranscripts(
  server: RealServer,
  { topic, script }: Topic,
): Promise<readonly Transcript[]> {
  await server.start(script.options ?? {});
  const transcripts: Transcript[] = [];
  for (const each of script.cases) {
    const exchanges = await server.run(runCase(namespaceOf(topic, each.name), each));
    transcripts.push(transcript({ topic, script }, each, exchanges));
  }
  return transcripts;
}

function transcript(
  { topic, script }: Topic,
  each: ScriptCase,
  exchanges: readonly Exchange[],
): Transcript {
  const { controllers = false, managedFields = false } = script.options ?? {};
  return {
    name: each.name,
    exchanges: normalise(exchanges, {
      namespace: namespaceOf(topic, each.name),
      script: JSON.stringify(each),
      ranked: !controllers,
      managedFields,
    }),
  };
}

/** A case that our server cannot go through with is a transcript that says so. */
function attempted(run: () => readonly Exchange[]): readonly Exchange[] {
  try {
    return run();
  } catch (error) {
    return [{ step: '', asked: `the engine failed: ${String(error)}` }];
  }
}
