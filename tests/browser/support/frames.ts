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

export interface Figures {
  perSecond: number;
  seconds: number;
  frames: number;
  frame: Spread;
  /** Events tell whole seconds, so up to 1,000 ms of this are none of ours. */
  newestRowAge: Spread;
  issued: number;
  received: number;
  lost: number;
  hashIsEqual: boolean;
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
  await expect.poll(async () => (await gateway.simulator.state()).issued - tally.count, { message: 'events on their way' }).toBe(0);
  const { issued, hash } = await gateway.simulator.state();
  const { count: received, hash: own } = tally;
  return {
    perSecond, seconds, frames: frames.length, frame: spread(frames), newestRowAge: spread(ages),
    issued, received, lost: issued - received, hashIsEqual: hash === own,
  };
}
