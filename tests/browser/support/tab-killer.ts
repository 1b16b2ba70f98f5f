// Tabs that end in the middle of what they do: they stand still in a chosen moment, and are then killed.

import type { Page } from '@playwright/test';

/** The moments of a turn: before a call, while it is on its way, with its answer; the same of what is written between the two calls. */
export const MOMENTS = 9;

/**
 * Lets a page stand still in one of the moments of its first turn with the queue, as at a debugger's breakpoint. Returns what begins that
 * turn, waits for the moment, and kills the page there, as a browser does that runs out of memory.
 */
export async function killAt(page: Page, moment: number): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const stands = new Promise<unknown>((resolve) => session.once('Debugger.paused', resolve));
  await page.addInitScript((last) => {
    const begun = new Promise<unknown>((resolve) => addEventListener('begin-turn', resolve));
    let [moments, isTurn] = [0, false];
    const pass = () => {
      if (isTurn) moments += 1;
      if (isTurn && moments === last) debugger;
    };
    const ask = window.fetch;
    window.fetch = async (...what) => {
      const isQueue = (what[0] instanceof Request ? what[0].url : String(what[0])).includes('/3/events');
      if (!isQueue) return ask(...what);
      await begun;
      isTurn = true;
      pass();
      const asked = ask(...what);
      pass();
      const answer = await asked;
      pass();
      return answer;
    };
    const write = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...what: Parameters<typeof write>) {
      pass();
      const written = write.apply(this, what);
      pass();
      this.transaction.addEventListener('complete', pass);
      return written;
    };
  }, moment);
  return async () => {
    await session.send('Debugger.enable');
    // By then the page has answered, which it does not any more afterwards.
    await page.evaluate(() => void setTimeout(() => dispatchEvent(new Event('begin-turn'))));
    await stands;
    const gone = page.waitForEvent('crash');
    // There is nobody left to answer.
    session.send('Page.crash').catch(() => undefined);
    await gone;
    await page.close();
  };
}
