// What every spec stands on: a gateway of its own, and pages on which nothing may go wrong unnoticed, nor a secret leak.

import { test as base, expect, type Browser, type BrowserContext } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST, Gateway, headersFor } from './gateway.ts';
import { Leaks } from './leaks.ts';
import { Nginx } from './nginx.ts';
import { clearGateways } from './allowed-origins.ts';
import { freePort } from './port.ts';
import { FileServer } from './server.ts';
import { DEMO_KEY } from './simulator.ts';
import { watch } from './page-errors.ts';
import { FeedProxy } from './feed-proxy.ts';

/** Where the dashboard's files come from. */
export type Hosting = 'one origin' | 'two origins' | 'object store' | 'nginx';

interface Options {
  /** Options of the gateway. */
  gatewayOptions: string[];
  /**
   * `one origin`: the gateway serves the files. `two origins`: a plain file server does, on another port, with a rule that leads every path to
   * the page. `object store`: one without such a rule. `nginx`: nginx, with the site that the build writes for it.
   */
  hosting: Hosting;
  /** The path under which a host that is not the gateway has the files. */
  base: string;
  /** More of `config.json`, where the gateway does not serve it. */
  config: Record<string, unknown>;
  /** Console messages that belong to what the test shows, as a browser logs every failed request. */
  expectedConsole: RegExp;
}

interface Fixtures {
  /** What the pages of all contexts did that no page may do. */
  problems: string[];
  /** What of secrets came to places where none may be. */
  leaks: Leaks;
  gateway: Gateway;
  /** The file server, where there are two origins. */
  files: FileServer;
  /** A way to the gateway on which the test can hold up and cut the feed. */
  wire: FeedProxy;
}

interface Site {
  gateway: Gateway;
  files?: FileServer;
  url: string;
}

export const test = base.extend<Options & Fixtures & { site: Site }>({
  gatewayOptions: [[], { option: true }],
  hosting: ['one origin', { option: true }],
  base: ['/', { option: true }],
  config: [{}, { option: true }],
  expectedConsole: [/(?!)/, { option: true }],

  site: async ({ gatewayOptions, hosting, base, config }, use) => {
    const close = new AsyncDisposables();
    try {
      const more = { hosting, base, config };
      await use(hosting === 'one origin' ? await oneOrigin(gatewayOptions, close) : await elsewhere(gatewayOptions, more, close));
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
    const wire = await FeedProxy.to(gateway.url);
    await use(wire);
    await wire.stop();
  },

  leaks: [
    async ({ browser }, use) => {
      const leaks = new Leaks();
      const stop = eachContext(browser, (context) => leaks.watch(context));
      await use(leaks);
      stop();
      const found = await leaks.found();
      Gateway.started.length = 0;
      clearGateways();
      expect(found, 'access keys and pass numbers where none may be').toEqual([]);
    },
    { auto: true },
  ],
  problems: [
    // Whatever the pages talk to outlives them, or they would complain of how it goes.
    async ({ browser, expectedConsole, wire: _ }, use) => {
      const problems: string[] = [];
      const stop = eachContext(browser, (context) =>
        watch(context, (problem) => {
          if (!expectedConsole.test(problem)) problems.push(problem);
        }),
      );
      await use(problems);
      stop();
      expect(problems, 'console errors and warnings, exceptions, policy violations').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Does something for every context that is opened, also for those that a test opens by itself. Returns what ends that. */
function eachContext(browser: Browser, act: (context: BrowserContext) => unknown): () => void {
  browser.on('context', act);
  return () => browser.off('context', act);
}

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

type Elsewhere = Pick<Options, 'hosting' | 'base' | 'config'>;

async function elsewhere(options: string[], { hosting, base, config: more }: Elsewhere, close: AsyncDisposables): Promise<Site> {
  const files = hosting === 'nginx' ? undefined : await FileServer.start(DIST, { base, rewrites: hosting === 'two origins' });
  if (files) close.add(() => files.stop());
  const port = await freePort();
  const origin = files?.origin ?? `http://127.0.0.1:${port}`;
  const cors = options.includes('--cors') ? [] : ['--cors', origin];
  const gateway = await Gateway.start([...cors, ...options]);
  close.add(() => gateway.stop());

  const environment = {
    label: 'Simulated fleet',
    api: new URL('3', gateway.url).href,
    feed: new URL('feed', gateway.url).href.replace('http', 'ws'),
    demoKey: DEMO_KEY,
    simulated: true,
  };
  const config = JSON.stringify({ environments: [environment], parentOrigins: [], readOnly: false, ...more });
  const folder = await mkdtemp(join(tmpdir(), 'jetstream-'));
  close.add(() => rm(folder, { recursive: true }));
  if (files) {
    await writeFile(join(folder, 'config.json'), config);
    files.instead.set('config.json', config);
    files.headers = await headersFor(join(folder, 'config.json'));
    return { gateway, files, url: `${files.origin}${base}` };
  }
  const nginx = await Nginx.start(folder, config, base, port);
  close.add(() => nginx.stop());
  return { gateway, url: `${nginx.origin}${base}` };
}
