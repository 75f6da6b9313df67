/** The engine in its own thread: requests in, replies out, nothing shared. */

import { EngineHost } from '#session/engine_host.ts';
import type { EngineReply, EngineRequest } from '#trace/engine_port.ts';

/** After so long without a request it prepares for acts in the past. */
const restAfterMs = 400;

const host = new EngineHost();
let resting: ReturnType<typeof setTimeout> | undefined;

function rest(): void {
  resting = host.rest() ? setTimeout(rest) : undefined;
}

addEventListener('message', (message: MessageEvent<EngineRequest>) => {
  clearTimeout(resting);
  host.answer(message.data, (reply: EngineReply) => postMessage(reply));
  resting = setTimeout(rest, restAfterMs);
});
