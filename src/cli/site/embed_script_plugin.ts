/**
 * `embed.js` beside the pages: one classic script under a name that never changes, because it stands in
 * other people's pages. It is bundled by itself and shares no chunk with the site.
 */

import { join } from 'node:path';
import { build, type Plugin } from 'vite';

const fileName = 'embed.js';

export function embedScript(repository: string): Plugin {
  return {
    name: 'embed-script',
    async generateBundle() {
      const source = await bundledEmbedScript(repository);
      this.emitFile({ type: 'asset', fileName, source });
    },
    configureServer({ middlewares, config }) {
      middlewares.use(`/${fileName}`, (_request, response) => {
        bundledEmbedScript(repository).then(
          (source) => {
            response.setHeader('Content-Type', 'text/javascript');
            response.end(source);
          },
          (error: unknown) => {
            config.logger.error(String(error));
            response.statusCode = 500;
            response.end();
          },
        );
      });
    },
  };
}

/** The text of the script, as it is published. */
export async function bundledEmbedScript(repository: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: repository,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      rolldownOptions: {
        input: join(repository, 'src/embed/embed_script.ts'),
        output: { format: 'iife', entryFileNames: fileName },
      },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !('output' in output)) throw new Error('embed.js was not bundled');
  const [{ code }, ...others] = output.output;
  if (others.length > 0) throw new Error('embed.js must be one file');
  return code;
}
