/** Pages of a browser whose every complaint is written down: errors, policy violations, failed and foreign requests. */

import type { Browser, BrowserContext, Page } from 'playwright';

export interface WatchedPage {
  readonly page: Page;
  /** What was wrong so far, one sentence each. */
  readonly complaints: readonly string[];
  /** Resolves a moment after the first complaint: what is waited for then will hardly come. */
  readonly complained: Promise<void>;
  readonly close: () => Promise<void>;
}

/** Long enough for whatever else is wrong to be told of too. */
const momentMs = 1_500;

/** In the page: violations are heard before any script of the page runs. */
const hearViolations = `addEventListener('securitypolicyviolation', (event) =>
  tellViolation(location.pathname + ': ' + event.effectiveDirective + ' forbids ' + event.blockedURI));`;

export async function watchedPage(
  browser: Browser,
  base: string,
  options: { readonly serviceWorkers: 'allow' | 'block' },
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const complaints: string[] = [];
  const { promise: complained, resolve } = promiseWithResolver();
  const complain = (text: string): void => {
    complaints.push(text);
    setTimeout(resolve, momentMs);
  };
  const page = await context.newPage();
  await page.exposeFunction('tellViolation', complain);
  await page.addInitScript({ content: hearViolations });
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complain(`error: ${error.message}`));
  watchRequests(context, base, complain);
  return { page, complaints, complained, close: () => context.close() };
}

function promiseWithResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Also those of workers and frames. */
function watchRequests(
  context: BrowserContext,
  base: string,
  complain: (text: string) => void,
): void {
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !/^(data|blob):/.test(url)) {
      complain(`a request outside the site's path: ${url}`);
    }
  });
  context.on('response', (response) => {
    if (response.status() >= 400) complain(`${response.status()} for ${response.url()}`);
  });
}
