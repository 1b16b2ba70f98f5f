// How smoothly a page paints while events arrive.

import type { Page } from '@playwright/test';
import { signIn } from './actions.ts';
import { feedState } from './events.ts';
import { FeedTally } from './feed-tally.ts';
import { expect } from './fixtures.ts';
import type { Gateway } from './gateway.ts';

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
  /** On the socket. */
  received: number;
  /** As the page says. */
  shown: number;
  /** Whether the ids on the socket are those that the simulator issued. */
  hashIsEqual: boolean;
}

export interface Figures extends Account {
  perSecond: number;
  seconds: number;
  frames: number;
  frame: Spread;
  /** Events tell whole seconds, so up to 1,000 ms of this are none of ours. */
  newestRowAge: Spread;
}

function spread(values: number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) * 10) / 10;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** Watches every frame of the live feed's page for some seconds. */
function watchFrames(page: Page, seconds: number): Promise<{ frames: number[]; ages: number[] }> {
  return page.evaluate(
    (seconds) =>
      new Promise((resolve) => {
        const [frames, ages]: number[][] = [[], []];
        const start = performance.now();
        let last = start;
        const frame = (now: number) => {
          frames?.push(now - last);
          last = now;
          const newest = document.querySelector('main [role=row][aria-rowindex="2"] time, main li time')?.getAttribute('datetime');
          if (newest) ages?.push(Date.now() - Date.parse(newest));
          if (now - start < seconds * 1_000) requestAnimationFrame(frame);
          else resolve({ frames: (frames ?? []).slice(1), ages: ages ?? [] });
        };
        requestAnimationFrame(frame);
      }),
    seconds,
  );
}

/** Opens the live feed, lets events come at a rate, and measures; then compares what was issued with what arrived. */
export async function measureFeed(page: Page, gateway: Gateway, perSecond: number, seconds: number): Promise<Figures> {
  const tally = new FeedTally(page);
  await signIn(page, 'events');
  await expect(feedState(page)).toContainText('Live');
  await gateway.simulator.rate(perSecond);
  const { frames, ages } = await watchFrames(page, seconds);
  await gateway.simulator.rate(0);
  return {
    perSecond, seconds, frames: frames.length, frame: spread(frames), newestRowAge: spread(ages),
    ...(await account(page, gateway, tally)),
  };
}

/** Compares issue, wire and page. The fleet goes on living, so all three are read until they are still for a moment. */
async function account(page: Page, gateway: Gateway, tally: FeedTally): Promise<Account> {
  const read = async (): Promise<Account> => {
    const { issued, hash } = await gateway.simulator.state();
    const shown = Number(/(\d+) events received/.exec(await page.getByRole('main').innerText())?.[1]);
    return { issued, received: tally.count, shown, hashIsEqual: hash === tally.hash };
  };
  let last = await read();
  const isSettled = async () => {
    last = await read();
    return last.hashIsEqual && last.issued === last.received && last.issued === last.shown;
  };
  // What is lost stays lost: then the last reading tells how much.
  await expect.poll(isSettled).toBe(true).catch(() => undefined);
  return last;
}
