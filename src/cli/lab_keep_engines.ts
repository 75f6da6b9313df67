/**
 * `lab keep-engines --from PLACE --into FOLDER`: brings the engines of a published site into a new build of
 * it, so that links made with them go on opening. Nothing is written unless everything could be read.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson } from '#base/json.ts';
import {
  decodeEngineListing,
  type EngineListing,
  engineListingFile,
  type ListedEngine,
} from '#trace/engine_listing.ts';

export const keepEnginesHelp = `Usage: lab keep-engines --from PLACE --into FOLDER

Brings the engines that a published site has into a new build of it, so that links made with them go on
opening with the engine that played them.

  --from   the published site: its address (https://example.org/informer-lab/) or a folder with its files
  --into   the new build: dist/

Copies engine/<version>/ of every version that the new build does not have, and lists it in the new build's
engine/versions.json. The version that the new build was made with is left as it is: raise it in package.json
and src/trace/engine_version.ts when the engine changes (a test says when). A site that has no
engine/versions.json yet is no error: there is nothing to keep. In a workflow, between the build and the upload:

  npm run -s build
  npm run -s lab -- keep-engines --from https://example.org/informer-lab/ --into dist
`;

export interface KeptEngines {
  readonly from: string;
  readonly into: string;
}

/** 0 when all is kept, 1 when something could not be read: then nothing was written. */
export async function keepEngines({ from, into }: KeptEngines): Promise<number> {
  const here = listingAt(`${into}/${engineListingFile}`, readFolder(into)(engineListingFile));
  if (typeof here === 'string') return told(here);
  const read = /^https?:\/\//.test(from)
    ? readSite(from)
    : async (file: string) => readFolder(from)(file);
  try {
    const published = await read(engineListingFile);
    if (published === undefined) {
      process.stdout.write(`${from} has no ${engineListingFile}: nothing to keep\n`);
      return 0;
    }
    const there = listingAt(`${from}: ${engineListingFile}`, published);
    if (typeof there === 'string') return told(there);
    const missing = Object.entries(there.engines).filter(
      ([version]) => here.engines[version] === undefined,
    );
    const files = await readAll(
      missing.map(([, engine]) => engine),
      read,
    );
    for (const [file, content] of files) write(join(into, file), content);
    const engines = { ...Object.fromEntries(missing), ...here.engines };
    const listing = `${canonicalJson({ ...here, engines })}\n`;
    write(join(into, engineListingFile), Buffer.from(listing));
    const versions = missing.map(([version]) => version).join(', ') || 'none';
    process.stdout.write(`kept from ${from}: ${versions} (${files.length} files)\n`);
    return 0;
  } catch (error) {
    return told(error instanceof Error ? error.message : String(error));
  }
}

type File = readonly [name: string, content: Buffer];

async function readAll(
  engines: readonly ListedEngine[],
  read: (file: string) => Promise<Buffer | undefined>,
): Promise<readonly File[]> {
  const files: File[] = [];
  for (const name of engines.flatMap((engine) => engine.files)) {
    const content = await read(name);
    if (content === undefined) throw new Error(`${name} is listed, but it is not there`);
    files.push([name, content]);
  }
  return files;
}

function readFolder(folder: string): (file: string) => Buffer | undefined {
  return (file) => {
    const path = join(folder, file);
    return existsSync(path) ? readFileSync(path) : undefined;
  };
}

/** A site answers 404 for what it does not have; anything else unusual is a failure. */
function readSite(site: string): (file: string) => Promise<Buffer | undefined> {
  const root = site.endsWith('/') ? site : `${site}/`;
  return async (file) => {
    const answer = await fetch(new URL(file, root));
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${answer.statusText}`);
    return Buffer.from(await answer.arrayBuffer());
  };
}

function listingAt(place: string, content: Buffer | undefined): EngineListing | string {
  if (content === undefined) return `${place} is not there: build the site first`;
  let json: unknown;
  try {
    json = JSON.parse(content.toString('utf8'));
  } catch {
    return `${place}: not JSON`;
  }
  const listing = decodeEngineListing(json);
  return listing.ok ? listing.value : `${place}: ${listing.error.path}: ${listing.error.reason}`;
}

function write(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function told(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
