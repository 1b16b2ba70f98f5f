// What the page sends.

import type { Page, Request } from '@playwright/test';

/** From now on, every call to the API that is no `GET`. */
export function commandCalls(page: Page): Request[] {
  const calls: Request[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' && request.url().includes('/3/')) calls.push(request);
  });
  return calls;
}

/** From now on, every call to the API whose path matches. */
export function callsTo(page: Page, path: RegExp): Request[] {
  const calls: Request[] = [];
  page.on('request', (request) => {
    if (path.test(new URL(request.url()).pathname)) calls.push(request);
  });
  return calls;
}

/** Holds up what is asked for at a URL, by one method if one is given; what is returned lets it go. */
export async function hold(page: Page, url: string | RegExp, method?: string): Promise<() => void> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(url, async (route) => {
    if (method === undefined || route.request().method() === method) await held;
    await route.fallback();
  });
  return () => release();
}

/**
 * Keeps the page waiting for one call for ever, sent or not; says whether it does so by now. It is done in the page, since the
 * browser lets go what is held outside of it when the tab is closed.
 */
export async function holdForever(page: Page, method: string, path: string, sent: boolean): Promise<() => Promise<boolean>> {
  await page.evaluate(
    ([method, path, sent]) => {
      const send = window.fetch;
      window.fetch = async (input, init) => {
        const request = new Request(input, init);
        if (request.method !== method || new URL(request.url).pathname !== path) return send(request);
        if (sent) await send(request);
        document.documentElement.dataset.held = 'yes';
        return new Promise<never>(() => {});
      };
    },
    [method, path, sent] as const,
  );
  return async () => (await page.locator('html').getAttribute('data-held')) === 'yes';
}

/** An answer with the number of the connection it came on. */
export interface Answer {
  url: string;
  status: number;
  type: string;
  connection: number;
}

/** From now on, every answer as the browser's network layer saw it, preflights included. */
export async function answers(page: Page): Promise<Answer[]> {
  const seen: Answer[] = [];
  const devtools = await page.context().newCDPSession(page);
  devtools.on('Network.responseReceived', ({ type, response }) => {
    seen.push({ url: response.url, status: response.status, type, connection: response.connectionId });
  });
  await devtools.send('Network.enable');
  return seen;
}

/** How busy a path is. */
export interface Load {
  /** Calls in all. */
  all: number;
  /** Calls without an answer. */
  underWay: number;
  /** The most of them at once. */
  most: number;
}

/** From now on, how busy the paths are that match. */
export function load(page: Page, path: RegExp): Load {
  const seen: Load = { all: 0, underWay: 0, most: 0 };
  const matches = (request: Request) => path.test(new URL(request.url()).pathname);
  const over = (request: Request) => {
    if (matches(request)) seen.underWay -= 1;
  };
  page.on('request', (request) => {
    if (!matches(request)) return;
    seen.all += 1;
    seen.underWay += 1;
    seen.most = Math.max(seen.most, seen.underWay);
  });
  page.on('requestfinished', over);
  page.on('requestfailed', over);
  return seen;
}
