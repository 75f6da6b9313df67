/**
 * `preset.ts?recording` is the address of that scenario's recording, played while the site is built:
 * `recordings/preset/tombstone-<hash>.json`. While the site is written it is played when a page asks.
 */

import { join } from 'node:path';
import type { Plugin } from 'vite';
import { moduleReader, repository } from './module_reader.ts';

interface ScenarioModule {
  readonly filesOf: (address: string) => { readonly recording: string; readonly hash: string };
}

const suffix = '.ts?recording';

export function recordings(): Plugin {
  const read = moduleReader();
  const play = (): Promise<ScenarioModule> =>
    read<ScenarioModule>(join(repository, 'src/cli/site/scenario_files.ts'));
  let built: Promise<ScenarioModule> | undefined;
  let serving = false;
  return {
    name: 'recordings',
    enforce: 'pre',
    configResolved({ command }) {
      serving = command === 'serve';
    },
    async load(id) {
      if (!id.endsWith(suffix)) return undefined;
      const address = scenarioOf(id);
      if (serving) return `export default ${JSON.stringify(`/recordings/${address}.json`)};`;
      built ??= play();
      const { recording: source, hash } = (await built).filesOf(address);
      const fileName = `recordings/${address}-${hash}.json`;
      const file = this.emitFile({ type: 'asset', fileName, source });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [, address] = request.url?.match(/^\/recordings\/([^?]+)\.json(\?|$)/) ?? [];
        if (address === undefined) {
          next();
          return;
        }
        play()
          .then(({ filesOf }) => {
            response.setHeader('content-type', 'application/json');
            response.end(filesOf(decodeURIComponent(address)).recording);
          })
          .catch(next);
      });
    },
  };
}

/** `…/lessons/presets/tombstone/preset.ts` by `preset/tombstone`. */
function scenarioOf(id: string): string {
  const [file = '', folder = ''] = id.slice(0, -suffix.length).split('/').reverse();
  return file === 'opening_record' ? 'opening' : `${file}/${folder}`;
}
