// A page around the dashboard: a portal on a host of its own, which speaks with the frame by the code that the gateway's example offers.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type FrameLocator, type Page } from '@playwright/test';

/** What the frame says. */
export type Message = { jetstream: 1; type: string } & Record<string, unknown>;

/** The sandbox that the page for owners of portals recommends. */
export const SANDBOX = 'allow-scripts allow-forms allow-downloads allow-same-origin';
/** The one that leaves the frame no storage and no origin. */
export const STRICT = 'allow-scripts allow-forms allow-downloads';

/** A web server with one page. */
export class Portal {
  private readonly server: Server;
  private html = '';

  private constructor() {
    this.server = createServer((request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(request.url === '/' ? this.html : '');
    });
  }

  static async start(): Promise<Portal> {
    const portal = new Portal();
    await new Promise<void>((resolve) => portal.server.listen(0, '127.0.0.1', resolve));
    return portal;
  }

  /** Its origin under this name. */
  origin(host = 'www.portal.test'): string {
    return `http://${host}:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Opens the portal with a frame for each URL; `contract` is the code that speaks with them. */
  async open(page: Page, contract: string, urls: readonly string[], { sandbox = SANDBOX, host = 'www.portal.test' } = {}): Promise<void> {
    const origins = urls.map((url) => (sandbox.includes('allow-same-origin') ? new URL(url).origin : 'null'));
    const frames = urls.map((url) => `<iframe title="Dashboard" src="${url}" sandbox="${sandbox}" allow="clipboard-write" width="1200" height="700"></iframe>`);
    const script = `${contract}
      const origins = ${JSON.stringify(origins)};
      window.heard = origins.map(() => []);
      window.say = [...document.querySelectorAll('iframe')].map((frame, index) =>
        jetstreamFrame(frame, origins[index], (message) => window.heard[index].push(message)));`;
    this.html = `<!doctype html><html lang="en"><title>Portal</title><link rel="icon" href="data:,">${frames.join('')}<script>${script}</script></html>`;
    await page.goto(this.origin(host));
  }
}

/** The code that the gateway offers to owners of portals. */
export async function offeredCode(gateway: string): Promise<string> {
  const html = await (await fetch(new URL('embed-example', gateway))).text();
  return /<script id="contract">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
}

/** The dashboard in a frame of the portal. */
export function dashboard(page: Page, index = 0): FrameLocator {
  return page.locator('iframe').nth(index).contentFrame();
}

/** Everything that a frame has said. */
export function heard(page: Page, index = 0): Promise<Message[]> {
  return page.evaluate((index) => (window as unknown as { heard: Message[][] }).heard[index] ?? [], index);
}

/** Waits for a message of the frame. */
export async function hear(page: Page, message: Record<string, unknown>, index = 0): Promise<void> {
  await expect.poll(() => heard(page, index)).toContainEqual(expect.objectContaining(message));
}

/** Says something to a frame, once it is there. */
export async function say(page: Page, type: string, fields: Record<string, unknown> = {}, index = 0): Promise<void> {
  await hear(page, { type: 'hello' }, index);
  await page.evaluate(
    ({ type, fields, index }) => (window as unknown as { say: ((type: string, fields: unknown) => void)[] }).say[index]?.(type, fields),
    { type, fields, index },
  );
}
