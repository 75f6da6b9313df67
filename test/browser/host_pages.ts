/** Other people's pages: served from an origin of their own, with an embed of the built site in them. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';

/** What a host serves, by path: text, with its type by the path's end. */
export type HostPages = Readonly<Record<string, string>>;

export interface Host {
  /** Another site than the one under test: `localhost` is not `127.0.0.1`. */
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
};

export async function serve(pages: HostPages): Promise<Host> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const text = pages[pathname];
    response.statusCode = text === undefined ? 404 : 200;
    const type = types[pathname.split('.').at(-1) ?? ''] ?? 'text/html';
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
    response.end(text ?? 'not found');
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://localhost:${port}`, stop: () => stopped(server) };
}

function stopped(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

/** A page of HTML around what is to be shown in it. */
export function document(body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
}

/** What a page complains of, from now on: errors on its console and those that nobody caught. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}
