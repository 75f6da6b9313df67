/** `npm start`: installs what is missing, serves the app on 127.0.0.1 and prints its address. */

import { parseArgs } from 'node:util';
import { ensurePackages, requireNode } from './packages.mjs';
import { repository, runMain, say, Unavailable } from './place.mjs';

/** @param {string | undefined} text */
function portOf(text) {
  const port = Number(text ?? 5173);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Unavailable(`--port needs a number from 1 to 65535, not "${text}".`);
}

async function main() {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const port = portOf(values.port);
  requireNode();
  await ensurePackages();
  const { createServer } = await import('vite');
  const server = await createServer({
    configFile: `${repository}/vite.config.ts`,
    clearScreen: false,
    logLevel: 'warn',
    server: { host: '127.0.0.1', port },
  });
  await server.listen();
  const address = server.resolvedUrls?.local[0] ?? `http://127.0.0.1:${port}/`;
  say(`Informer Lab is at ${address} (Ctrl+C ends it).`);
  return 0;
}

await runMain(main);
