// Where secrets must never be. Everything that a test's browser logs, keeps, exports, puts in a URL or sends anywhere but to the API is
// noted, and searched when the test is over.

import { readFile } from 'node:fs/promises';
import type { BrowserContext, Download, Page, Request, WebSocket } from '@playwright/test';
import { Gateway } from './gateway.ts';
import { HISTORY, keptBy, type Kept } from './browser-storage.ts';
import { isApi, isFeed } from './allowed-origins.ts';
import { Secrets, type Kind, type Piece } from './secrets.ts';
import { COLLEAGUE_KEY, DEMO_KEY } from './simulator.ts';

/** What an administrator may choose. Each lets out one thing at one place. */
export type Choice =
  /** The key may stand in `sessionStorage`, under its name. */
  | 'to stay signed in for this tab'
  /** The next file may hold pass numbers. */
  | 'to export pass numbers';

const EVERYTHING: readonly Kind[] = ['access key', 'pass number'];
const KEYS: readonly Kind[] = ['access key'];

const watched = new WeakMap<BrowserContext, Leaks>();

/** From here on the test has chosen this. */
export function chooses(page: Page, choice: Choice): void {
  watched.get(page.context())?.choices.add(choice);
}

export class Leaks {
  readonly secrets = new Secrets();
  readonly choices = new Set<Choice>();
  private readonly noted = new Map<string, Piece>();
  private readonly exports: { file: Download; without: readonly Kind[] }[] = [];

  constructor() {
    for (const key of [DEMO_KEY, COLLEAGUE_KEY]) this.secrets.add('access key', key);
  }

  /** Notes from now on what the pages of a context do. */
  watch(context: BrowserContext): void {
    watched.set(context, this);
    context.on('console', (message) => this.note('the console', message.text()));
    context.on('weberror', (error) => this.note('an exception', String(error.error().stack)));
    context.on('request', (request) => this.sent(request));
    context.on('page', (page) => this.opened(page));
    const close = context.close.bind(context);
    context.close = async (options) => {
      await this.lookAt(context);
      await close(options);
    };
  }

  /** What is kept where, now, and what was exported: files go with the context. */
  async lookAt(context: BrowserContext): Promise<void> {
    for (const { file, without } of this.exports.splice(0)) {
      // One that was broken off exported nothing.
      const path = await file.path().catch(() => undefined);
      if (path !== undefined) this.note(`the export ${file.suggestedFilename()}`, await readFile(path, 'utf8'), without);
    }
    for (const page of context.pages()) await this.lookInto(page);
    const { cookies, origins } = await context.storageState();
    for (const cookie of cookies) this.note('a cookie', JSON.stringify(cookie));
    for (const { origin, localStorage } of origins) this.note(`localStorage of ${origin}`, JSON.stringify(localStorage));
  }

  /** What was where it must not be. */
  async found(): Promise<string[]> {
    for (const { kind, options, log } of Gateway.started) {
      if (kind === 'simulate') for (const pass of await simulatedPasses(options)) this.secrets.add('pass number', pass);
      this.note('the log of a gateway', log());
    }
    return this.secrets.found([...this.noted.values()]);
  }

  /** Begins anew, for a test that leaks on purpose. */
  forget(): void {
    this.noted.clear();
  }

  private note(where: string, text: string, without: readonly Kind[] = EVERYTHING): void {
    this.noted.set(`${without.length} ${text}`, { where, text, without });
  }

  private opened(page: Page): void {
    page.on('framenavigated', (frame) => this.note('the address of a page', frame.url()));
    page.on('websocket', (socket) => this.connected(socket));
    page.on('download', (file) => {
      this.exports.push({ file, without: this.choices.delete('to export pass numbers') ? KEYS : EVERYTHING });
    });
  }

  private sent(request: Request): void {
    const url = request.url();
    const what = `${request.method()} ${new URL(url).pathname}`;
    const { accesskey, ...others } = request.headers();
    const body = request.postData() ?? '';
    this.note(`the URL of ${what}`, url);
    if (!isApi(url)) {
      this.note(`the headers of ${what}, which is no call to the API`, JSON.stringify(request.headers()));
      this.note(`the body of ${what}, which is no call to the API`, body);
      return;
    }
    this.note(`the headers of ${what}`, JSON.stringify(others));
    this.note(`the body of ${what}`, body, KEYS);
    this.secrets.add('access key', accesskey ?? '');
    for (const secret of credentials(url, body)) this.secrets.add('pass number', secret);
  }

  private connected(socket: WebSocket): void {
    this.note('the URL of a socket', socket.url());
    let isFirst = isFeed(socket.url());
    socket.on('framesent', ({ payload }) => {
      const text = payload.toString();
      this.note('a frame that was sent', isFirst ? withoutKey(text) : text);
      isFirst = false;
    });
    socket.on('framereceived', ({ payload }) => {
      // Besides the passes of the fleet there are strangers'.
      for (const [, pass = ''] of payload.toString().matchAll(/\bPass ([0-9A-F]{10,40}) /g)) this.secrets.add('pass number', pass);
    });
  }

  private async lookInto(page: Page): Promise<void> {
    const words = this.secrets.forms('access key');
    for (const frame of page.frames()) {
      // A page that has gone, or is going, keeps nothing that the next one does not.
      const all = await keptBy(frame, words).catch(() => []);
      for (const kept of all) if (!this.isChosen(kept)) this.note(`${kept.place} (${kept.name})`, kept.text, mayNotHold(kept));
    }
  }

  private isChosen({ place, name }: Kept): boolean {
    return place === 'sessionStorage' && name === 'jetstream.key' && this.choices.has('to stay signed in for this tab');
  }
}

/** Events are kept as they were received, and Jetstream echoes pass numbers in some. */
function mayNotHold({ place, name }: Kept): readonly Kind[] {
  return place === 'IndexedDB' && name === HISTORY ? KEYS : EVERYTHING;
}

/** The first frame to the feed without the key, which has its place there and nowhere else. */
function withoutKey(hello: string): string {
  const { accessKey: _, ...rest } = JSON.parse(hello) as { accessKey: string };
  return JSON.stringify(rest);
}

/** The secrets in the body of a call about credentials, and the token of an unlock. */
function credentials(url: string, body: string): string[] {
  const { pathname } = new URL(url);
  if (!/\/credentials\/(basic|user|pin)$|\/unlockdoor$/.test(pathname) || body === '') return [];
  const given = JSON.parse(body) as unknown[] | Record<string, unknown>;
  // A list is one of passes, or of the names to remove; in an object only the values are secrets.
  return Array.isArray(given) && !pathname.endsWith('/basic') ? [] : Object.values(given).map(String);
}

const passes = new Map<string, Promise<string[]>>();

/** The pass numbers of a simulated fleet, which depend on its seed alone. */
function simulatedPasses(options: readonly string[]): Promise<string[]> {
  const seed = options.includes('--seed') ? (options[options.indexOf('--seed') + 1] ?? '1') : '1';
  const known = passes.get(seed) ?? readPasses(seed);
  passes.set(seed, known);
  return known;
}

async function readPasses(seed: string): Promise<string[]> {
  const gateway = await Gateway.start(['--seed', seed, '--speed', '0']);
  const devices = (await gateway.simulator.read(DEMO_KEY, 'devices')) as { Name: string }[];
  const lists = devices.map(({ Name }) => gateway.simulator.read(DEMO_KEY, `devices/${encodeURIComponent(Name)}/credentials/basic`));
  const all = new Set((await Promise.all(lists)).flat() as string[]);
  await gateway.stop();
  return [...all];
}
