/**
 * A folder on a plain static server, as the simplest host would serve it: files under one path, folders by
 * their index.html, nothing rewritten, 404 for all else. An address that leaves that path finds nothing.
 */

import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export interface StaticSite {
  /** Where the folder's own index.html lies: `http://127.0.0.1:PORT/base/`. */
  readonly address: string;
  readonly port: number;
  /** Ends at once, also what is being served. */
  readonly close: () => Promise<void>;
}

export interface SiteFolder {
  readonly folder: string;
  /** Begins and ends with a slash. */
  readonly base: string;
  /** Any free port if left out. */
  readonly port?: number;
  /** Sent with every answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.webmanifest': 'application/manifest+json',
};

export async function serveFolder(site: SiteFolder): Promise<StaticSite> {
  const server = createServer((request, response) => answer(site, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(site.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${site.base}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(site: SiteFolder, request: IncomingMessage, response: ServerResponse): void {
  const found = fileAt(site, new URL(request.url ?? '/', 'http://localhost').pathname);
  const headers = { 'x-content-type-options': 'nosniff', ...site.headers };
  if (found === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain', ...headers }).end('not found\n');
    return;
  }
  if (found.kind === 'folder') {
    response.writeHead(301, { location: found.location, ...headers }).end();
    return;
  }
  const type = mimeTypes[extname(found.file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'content-length': found.bytes, ...headers });
  if (request.method === 'HEAD') response.end();
  else createReadStream(found.file).pipe(response);
}

type Found =
  | { readonly kind: 'file'; readonly file: string; readonly bytes: number }
  | { readonly kind: 'folder'; readonly location: string };

function fileAt({ folder, base }: SiteFolder, pathname: string): Found | undefined {
  if (!pathname.startsWith(base)) return undefined;
  const path = normalize(decodeURIComponent(pathname.slice(base.length)));
  if (path.startsWith('..')) return undefined;
  const file = join(folder, path);
  const status = statSync(file, { throwIfNoEntry: false });
  if (status?.isFile()) return { kind: 'file', file, bytes: status.size };
  if (!status?.isDirectory()) return undefined;
  const index = join(file, 'index.html');
  const page = statSync(index, { throwIfNoEntry: false });
  if (!page?.isFile()) return undefined;
  if (!pathname.endsWith('/')) return { kind: 'folder', location: `${pathname}/` };
  return { kind: 'file', file: index, bytes: page.size };
}
