// How smoothly a page paints while events arrive.

import type { Page } from '@playwright/test';
import { signIn } from './actions.ts';
import { feedState } from './events.ts';
import { expect } from './fixtures.ts';
import type { Gateway } from './gateway.ts';
import { expectHidden, type Tabs } from './hidden.ts';

/** Milliseconds. */
export interface Spread {
  p50: number;
  p99: number;
  max: number;
}

/** How many events there are, and where. */
export interface Account {
  /** By the simulator. */
  issued: number;
  /** In the log of the page, as it says. */
  received: number;
  /** Whether the sum of their identifiers is the same. */
  hashIsEqual: boolean;
}

export interface Figures extends Account {
  perSecond: number;
  seconds: number;
  frames: number;
  frame: Spread;
  /** Events tell whole seconds, so up to 1,000 ms of this are none of ours. */
  newestRowAge: Spread;
  /** MiB of WebAssembly after half of the time, and in the end. */
  memory: [half: number, end: number];
}

declare global {
  interface Window {
    programMemory?: WebAssembly.Memory;
  }
}

/** Makes the memory of the program known to the page, which keeps it to itself. */
function revealMemory(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const original = WebAssembly.instantiate as (...given: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
    const streaming = WebAssembly.instantiateStreaming;
    const noted = <T extends WebAssembly.WebAssemblyInstantiatedSource>(made: T): T => {
      const memory = made.instance?.exports.memory;
      if (memory instanceof WebAssembly.Memory) window.programMemory ??= memory;
      return made;
    };
    WebAssembly.instantiate = (async (...given: unknown[]) => noted(await original(...given))) as typeof WebAssembly.instantiate;
    WebAssembly.instantiateStreaming = async (...given) => noted(await streaming(...given));
  });
}

function spread(values: number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) * 10) / 10;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** Watches every frame of the live feed's page for some seconds. */
function watchFrames(page: Page, seconds: number): Promise<{ frames: number[]; ages: number[]; memory: [number, number] }> {
  return page.evaluate(
    (seconds) =>
      new Promise((resolve) => {
        const [frames, ages]: number[][] = [[], []];
        const used = () => (window.programMemory?.buffer.byteLength ?? Number.NaN) / 2 ** 20;
        let half = Number.NaN;
        const start = performance.now();
        let last = start;
        const frame = (now: number) => {
          frames?.push(now - last);
          last = now;
          const newest = document.querySelector('main [role=row][aria-rowindex="2"] time, main li time')?.getAttribute('datetime');
          if (newest) ages?.push(Date.now() - Date.parse(newest));
          if (Number.isNaN(half) && now - start > seconds * 500) half = used();
          if (now - start < seconds * 1_000) requestAnimationFrame(frame);
          else resolve({ frames: (frames ?? []).slice(1), ages: ages ?? [], memory: [half, used()] });
        };
        requestAnimationFrame(frame);
      }),
    seconds,
  );
}

/**
 * Opens the live feed with a query, lets events come at a rate, and measures; then compares what was issued with what arrived.
 */
export async function measureFeed(
  page: Page, gateway: Gateway, perSecond: number, seconds: number, query = '',
): Promise<Figures> {
  await revealMemory(page);
  await signIn(page, `events${query}`);
  // A large fleet is read first, which is not what is measured.
  await expect(feedState(page)).toContainText('Live', { timeout: 60_000 });
  await gateway.simulator.rate(perSecond);
  const { frames, ages, memory } = await watchFrames(page, seconds);
  await gateway.simulator.rate(0);
  return {
    perSecond, seconds, frames: frames.length, frame: spread(frames), newestRowAge: spread(ages), memory,
    ...(await account(page, gateway, seconds)),
  };
}

/** The same in a tab that is hidden, where no frame is painted: only what arrived can be measured. */
export async function measureHidden(tabs: Tabs, gateway: Gateway, perSecond: number, seconds: number): Promise<Account> {
  const page = await tabs.open();
  await signIn(page, 'events');
  await expect(feedState(page)).toContainText('Live');
  await tabs.hide(page);
  await gateway.simulator.rate(perSecond);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  await gateway.simulator.rate(0);
  return accountOfHidden(page, gateway, seconds);
}

/** What arrived while it was hidden; the sum of the identifiers is painted when it no longer is. */
export async function accountOfHidden(page: Page, gateway: Gateway, seconds: number): Promise<Account> {
  const { issued, received } = await account(page, gateway, seconds, (now) => now.issued === now.received);
  await expectHidden(page);
  await page.bringToFront();
  return { issued, received, hashIsEqual: (await account(page, gateway, 0)).hashIsEqual };
}

/**
 * Compares issue and page. The fleet goes on living, so both are read until they are still for a moment: at most as long as the page was
 * watched, so that it may catch up, and 10 seconds at least.
 */
async function account(
  page: Page, gateway: Gateway, seconds: number, isWhole = (now: Account) => now.hashIsEqual && now.issued === now.received,
): Promise<Account> {
  const read = async (): Promise<Account> => {
    const { issued, hash } = await gateway.simulator.state();
    const words = page.getByText(/\d+ events received/);
    const received = Number(/(\d+) events received/.exec(await words.innerText())?.[1]);
    return { issued, received, hashIsEqual: (await words.getAttribute('title'))?.includes(` ${hash}.`) ?? false };
  };
  let last = await read();
  const isSettled = async () => {
    last = await read();
    return isWhole(last);
  };
  // What is lost stays lost: then the last reading tells how much.
  await expect.poll(isSettled, { timeout: Math.max(10, seconds) * 1_000 }).toBe(true).catch(() => undefined);
  return last;
}
