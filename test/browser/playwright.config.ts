/** Journeys run against the built site, in the Chromium that `npm test` found. */

import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium } from '#cli/bootstrap/chromium.mjs';

const repository = join(import.meta.dirname, '../..');
// Playwright reads this file once more in each worker, which inherits the port by the environment.
process.env.BROWSER_TEST_PORT ??= String(20_000 + (process.pid % 20_000));
const port = Number(process.env.BROWSER_TEST_PORT);
const vite = join(repository, 'node_modules/vite/bin/vite.js');
const executablePath = findChromium();

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  // What is said is the same on every platform.
  snapshotPathTemplate: '{testDir}/snapshots/{arg}{ext}',
  outputDir: join(repository, 'test-results'),
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  reporter: [['list'], ['json']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    video: 'off',
    // Each test has a fresh profile, which would keep the whole site once more; offline.spec.ts allows them.
    serviceWorkers: 'block',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `"${process.execPath}" "${vite}" preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: repository,
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
});
