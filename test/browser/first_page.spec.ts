import { expect, test } from '@playwright/test';

test('the first page opens, keeps to its own origin and reports no error', async ({
  page,
  baseURL,
}) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    const own = url.startsWith(`${baseURL}`) || url.startsWith('data:') || url.startsWith('blob:');
    if (!own) complaints.push(`a request to ${url}`);
  });
  await page.goto('/');
  await expect(page).toHaveTitle(/Informer Lab/);
  await page.waitForLoadState('load');
  expect(complaints).toEqual([]);
});
