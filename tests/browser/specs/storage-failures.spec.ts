// What this browser keeps when its database does not do as it should, or promises nothing.

import type { Page } from '@playwright/test';
import { signIn } from '../support/actions.ts';
import { eventRows, feedState } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { HISTORY } from '../support/browser-storage.ts';
import { choice, expectKept, kept, keptIds, openFeed, withoutFeed } from '../support/queue.ts';

test.use({ gatewayOptions: ['--speed', '0'] });

declare global {
  interface Window {
    /** How often something could not be written, and whether that goes on. */
    full: { is: boolean; refused: number };
    /** How often the browser was asked not to give up what it keeps. */
    asked: number;
  }
}

/** Has the database refuse every text until the disk is no longer full. */
async function fillDisk(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.full = { is: true, refused: 0 };
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...texts) {
      if (!window.full.is) return put.apply(this, texts);
      window.full.refused += 1;
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
  });
}

const refused = (page: Page) => page.evaluate(() => window.full.refused);

test('what could not be written is written when there is room again', async ({ page, gateway }) => {
  await fillDisk(page);
  await page.clock.install();
  await gateway.simulator.advance(600);
  await signIn(page, 'events');
  await expect(eventRows(page).first()).toBeVisible();
  const warning = page.getByRole('main').getByText('This browser keeps no events');
  await expect(warning).toBeVisible();
  await expect(page.getByRole('main')).toContainText('The disk is full.');
  await page.clock.fastForward(1_000);
  await expect.poll(() => refused(page)).toBeGreaterThan(1);
  await gateway.simulator.advance(600);
  await page.evaluate(() => (window.full.is = false));
  await page.clock.fastForward(1_000);
  const { issued } = await gateway.simulator.state();
  await expectKept(page, issued);
  await expect(warning).toBeHidden();
  expect((await keptIds(page)).size, 'none is missing').toBe(issued);
});

test('while nothing can be written it is tried once a second, however much comes', async ({ page, gateway }) => {
  await fillDisk(page);
  await page.clock.install();
  await signIn(page, 'events');
  await expect(feedState(page)).toHaveText('Live');
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  const before = await refused(page);
  // Some pieces of a mebibyte each, within one second of the page.
  await gateway.simulator.rate(1_000);
  await gateway.simulator.advance(10);
  await gateway.simulator.rate(0);
  const { issued } = await gateway.simulator.state();
  await page.clock.runFor(100);
  await expect(page.getByRole('main')).toContainText(`${issued} events received`);
  expect((await refused(page)) - before).toBeLessThanOrEqual(2);
  await page.clock.resume();
});

test('a batch that cannot be read back is counted as such', async ({ page, gateway }) => {
  await gateway.simulator.advance(600);
  await signIn(page, 'events', { stay: true });
  const { issued } = await gateway.simulator.state();
  await expectKept(page, issued);
  const damaged = await page.evaluate(async (name) => {
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await answered(indexedDB.open(name));
    const table = database.transaction('texts', 'readwrite').objectStore('texts');
    let events = 0;
    for (const key of await answered(table.getAllKeys())) {
      events += Number(String(key).split('.')[3]);
      await answered(table.put('[{"EventId":', key));
    }
    database.close();
    return events;
  }, HISTORY);
  expect(damaged).toBe(issued);
  await page.reload();
  await expect(kept(page)).toContainText(`${damaged} cannot be read back`);
});

for (const promised of [true, false]) {
  test(`the browser is asked to keep what is deleted elsewhere, and ${promised ? 'promises it' : 'promises nothing'}`, async ({ page, context }) => {
    await withoutFeed(context);
    await page.addInitScript((promised) => {
      window.asked = 0;
      Object.defineProperty(navigator.storage, 'persist', { value: async () => ((window.asked += 1), promised) });
      Object.defineProperty(navigator.storage, 'persisted', { value: async () => promised });
    }, promised);
    const asked = () => page.evaluate(() => window.asked);
    const words = page.getByRole('main').getByText('This browser may give them up when its disk is full');
    await openFeed(page);
    await choice(page, 'Read only').click();
    await expect(feedState(page)).toHaveText('Observing the queue');
    expect(await asked(), 'nothing depends on it').toBe(0);
    await choice(page, 'Read and delete').click();
    await expect(feedState(page)).toHaveText('Queue is up to date');
    expect(await asked()).toBe(1);
    const summary = page.getByRole('main').locator('summary').filter({ hasText: /kept in this browser/ });
    await summary.click();
    await expect(page.getByLabel('Events on the page')).toBeVisible();
    await (promised ? expect(words).toBeHidden() : expect(words).toBeVisible());
    await page.reload();
    await expect(feedState(page)).toHaveText('Queue is up to date');
    await summary.click();
    await expect(page.getByLabel('Events on the page')).toBeVisible();
    await (promised ? expect(words).toBeHidden() : expect(words).toBeVisible());
    expect(await asked(), 'once is enough').toBe(0);
  });
}
