/** The Deployment of the Kubernetes documentation, pasted into the page, becomes three running pods. */

import { expect, test } from '@playwright/test';
import { box, openStage, press, searchLog } from './stage.ts';

const nginx = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx-deployment
  labels:
    app: nginx
spec:
  replicas: 3
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: nginx:1.14.2
        ports:
        - containerPort: 80
`;

test('three pods of a pasted Deployment come to run, and every hop is told', async ({ page }) => {
  await openStage(page);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, nginx);
  const dialog = page.getByRole('dialog', { name: 'Apply a manifest' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'kubectl apply' }).click();
  await expect(dialog).toBeHidden();

  await press(page, 'End');
  const pods = box(page, 'server').getByRole('button', { name: /nginx-deployment-\w+-\w+/ });
  await expect(pods).toHaveCount(3);
  await expect(pods.getByText('Running')).toHaveCount(3);

  for (const told of ['etcd.committed', 'delta.queued', 'handler.called', 'reconcile.finished']) {
    const rows = await searchLog(page, told);
    await expect(rows.first()).toBeVisible();
  }
});

test('an object is edited and deleted in place', async ({ page }) => {
  await openStage(page);
  await press(page, 'End');
  await box(page, 'server')
    .getByRole('button', { name: /^web\b/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'web', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit deployments/default/web' });
  await expect(dialog).toContainText('replicas');
  await dialog.getByRole('button', { name: 'kubectl apply' }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('Command: kubectl delete').last()).toBeVisible();
  await press(page, 'End');
  await expect(page.getByText('The server does not have it here.')).toBeVisible();
});
