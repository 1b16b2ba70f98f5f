// What every spec stands on: a gateway of its own, and a page on which nothing may go wrong unnoticed.

import { test as base, expect } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, Gateway, headersFor } from './gateway.ts';
import { FileServer } from './server.ts';
import { DEMO_KEY } from './simulator.ts';
import { watch } from './watch.ts';
import { Wire } from './wire.ts';

/** Where the dashboard's files come from. */
export type Hosting = 'one origin' | 'two origins';

interface Options {
  /** Options of the gateway. */
  gatewayOptions: string[];
  /** `one origin`: the gateway serves the files. `two origins`: a plain file server does, on another port. */
  hosting: Hosting;
  /** Console messages that belong to what the test shows, as a browser logs every failed request. */
  expectedConsole: RegExp;
}

interface Fixtures {
  gateway: Gateway;
  /** The file server, where there are two origins. */
  files: FileServer;
  /** A way to the gateway on which the test can hold up and cut the feed. */
  wire: Wire;
}

interface Site {
  gateway: Gateway;
  files?: FileServer;
  url: string;
}

export const test = base.extend<Options & Fixtures & { site: Site }>({
  gatewayOptions: [[], { option: true }],
  hosting: ['one origin', { option: true }],
  expectedConsole: [/(?!)/, { option: true }],

  site: async ({ gatewayOptions, hosting }, use) => {
    const close = new AsyncDisposables();
    try {
      await use(hosting === 'one origin' ? await oneOrigin(gatewayOptions, close) : await twoOrigins(gatewayOptions, close));
    } finally {
      await close.all();
    }
  },
  gateway: async ({ site }, use) => use(site.gateway),
  files: async ({ site }, use) => {
    if (!site.files) throw new Error("There is a file server only with hosting: 'two origins'.");
    await use(site.files);
  },
  baseURL: async ({ site }, use) => use(site.url),

  wire: async ({ gateway }, use) => {
    const wire = await Wire.to(gateway.url);
    await use(wire);
    await wire.stop();
  },

  page: async ({ page, expectedConsole }, use) => {
    const problems = await watch(page, expectedConsole);
    await use(page);
    expect(problems, 'console errors and warnings, exceptions, policy violations').toEqual([]);
  },
});

export { expect };

class AsyncDisposables {
  private readonly closers: (() => Promise<unknown>)[] = [];

  add(closer: () => Promise<unknown>): void {
    this.closers.push(closer);
  }

  async all(): Promise<void> {
    for (const closer of this.closers.reverse()) await closer();
  }
}

async function oneOrigin(options: string[], close: AsyncDisposables): Promise<Site> {
  const gateway = await Gateway.start(options);
  close.add(() => gateway.stop());
  return { gateway, url: gateway.url };
}

async function twoOrigins(options: string[], close: AsyncDisposables): Promise<Site> {
  const files = await FileServer.start(DIST);
  close.add(() => files.stop());
  const cors = options.includes('--cors') ? [] : ['--cors', files.origin];
  const gateway = await Gateway.start([...cors, ...options]);
  close.add(() => gateway.stop());

  const environment = {
    label: 'Simulated fleet',
    api: new URL('3', gateway.url).href,
    feed: new URL('feed', gateway.url).href.replace('http', 'ws'),
    demoKey: DEMO_KEY,
    simulated: true,
  };
  const config = JSON.stringify({ environments: [environment], parentOrigins: [], readOnly: false });
  const folder = await mkdtemp(join(tmpdir(), 'jetstream-'));
  close.add(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'config.json'), config);
  files.instead.set('config.json', config);
  files.headers = await headersFor(join(folder, 'config.json'));
  return { gateway, files, url: `${files.origin}/` };
}
