/** The engine in its own thread: requests in, replies out, nothing shared. */

import { engineHost } from '#session/engine_host.ts';
import type { EngineReply, EngineRequest } from '#trace/engine_port.ts';

const answer = engineHost();

addEventListener('message', (message: MessageEvent<EngineRequest>) => {
  answer(message.data, (reply: EngineReply) => postMessage(reply));
});
