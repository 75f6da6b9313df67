/** One script, two places: the page's worker and this process come to the same trace, byte for byte. */

import { expect, test } from '@playwright/test';
import { EngineHost } from '#session/engine_host.ts';
import type { EngineReply, RunRecord } from '#trace/engine_port.ts';
import { encodePlainLink } from '#trace/link/plain_link.ts';
import { openStage } from './stage.ts';

const record: RunRecord = {
  version: 1,
  profile: 'classic',
  seed: 'same-everywhere',
  policy: 'shuffle',
  script: [
    'file settings.yaml <<EOF',
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: web }',
    'spec:',
    '  replicas: 2',
    '  selector: { matchLabels: { app: web } }',
    '  template:',
    '    metadata: { labels: { app: web } }',
    '    spec: { containers: [{ name: web, image: nginx }] }',
    'EOF',
    'run 1s',
    'kubectl apply -f settings.yaml',
    'run 2s',
    'watch rs-controller/pods cut',
    'run 4s',
    '',
  ].join('\n'),
  acts: [],
};

function hashHere(): string {
  let hash = '';
  new EngineHost().answer({ kind: 'open', run: 1, record }, (reply: EngineReply) => {
    if (reply.kind === 'ready') hash = reply.hash;
  });
  return hash;
}

test('the trace hash in Chromium is the one of Node', async ({ page }) => {
  const expected = hashHere();
  expect(expected).toMatch(/^[0-9a-f]{16}$/);
  await openStage(page, encodePlainLink({ record, seq: 10 }));
  await page.getByRole('tab', { name: 'Run' }).click();
  await expect(page.locator('[data-fact="hash after the script"]')).toHaveText(expected);
});
