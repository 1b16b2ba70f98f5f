// Several tabs with one key: one empties the queue, and the others know what it knows.

import type { Page } from '@playwright/test';
import { signIn, visit } from '../support/actions.ts';
import { feedState } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { databases } from '../support/browser-storage.ts';
import { stopClock } from '../support/lock.ts';
import { PAUSE, choice, expectKept, happens, onlyHere, openFeed, pending, queueCalls, withoutFeed } from '../support/queue.ts';

const READER = /\/split_history-[0-9a-f]{16}\.wasm$/;
const FOLLOWS = 'Another tab of this browser empties the queue';

// Nothing happens by itself, so that every event is one that the test brings about.
test.use({ gatewayOptions: ['--speed', '0'] });
test.beforeEach(async ({ context }) => {
  await withoutFeed(context);
  await context.clock.install();
});

/** Opens the first tab, which empties the queue. */
async function empties(page: Page): Promise<void> {
  await openFeed(page);
  await choice(page, 'Read and delete').click();
  await expect(page.getByRole('main')).toContainText('This tab empties the queue');
  await expect(feedState(page)).toHaveText('Queue is up to date');
}

/** Opens another, which follows. */
async function follows(first: Page): Promise<Page> {
  const second = await first.context().newPage();
  await openFeed(second);
  await expect(second.getByRole('main')).toContainText(FOLLOWS);
  return second;
}

test('one tab empties the queue, another hears of it and takes over within seconds', async ({ page, gateway }) => {
  await empties(page);
  const second = await page.context().newPage();
  const calls = queueCalls(second);
  await openFeed(second);
  await expect(second.getByRole('main')).toContainText(FOLLOWS);

  const first = await happens(gateway.simulator, 900);
  await page.clock.fastForward(PAUSE);
  await expect(second.getByRole('main')).toContainText(`${first} events received`);
  await expectKept(second, first);
  await onlyHere(second, first);
  expect(calls, 'the one that follows asks nothing').toEqual([]);

  await page.close();
  await expect(second.getByRole('main')).toContainText('This tab empties the queue');
  const more = await happens(gateway.simulator, 900);
  await second.reload();
  await expect(second.getByRole('main')).toContainText(`${first + more} events received`);
  await expect.poll(() => pending(gateway.simulator)).toBe(0);
});

test('a tab takes over also where its timers stand still, as those of hidden tabs nearly do', async ({ page }) => {
  await empties(page);
  const second = await follows(page);
  await stopClock(second);
  await page.close();
  await expect(second.getByRole('main')).toContainText('This tab empties the queue');
});

test('what is kept while a tab is still being opened is read by it, too', async ({ page, context, gateway }) => {
  await empties(page);
  const second = await context.newPage();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await second.route(READER, async (route) => {
    await held;
    await route.fallback();
  });
  await signIn(second, 'devices');
  // It has read what was kept; what listens to the other tabs is not there yet.
  await databases(second);
  const issued = await happens(gateway.simulator, 900);
  await page.clock.fastForward(PAUSE);
  await expectKept(page, issued);
  release();
  await visit(second, 'Live feed');
  await expect(second.getByRole('main')).toContainText(FOLLOWS);
  await expect(second.getByRole('main')).toContainText(`${issued} events received`);
  await expectKept(second, issued);
  await onlyHere(second, issued);
});

test.describe('calls that fail', () => {
  test.use({ expectedConsole: /status of 500/ });

  test('a tab that follows says how it goes, from its first moment on', async ({ page }) => {
    await empties(page);
    const second = await follows(page);
    await expect(feedState(second)).toHaveText('Queue is up to date');
    await page.route('**/3/events/*', (route) => route.fulfill({ status: 500, body: '' }));
    await page.clock.fastForward(PAUSE);
    await expect(feedState(page)).toHaveText(/^Reconnecting: /);
    await expect(feedState(second)).toHaveText((await feedState(page).textContent()) ?? '');
    const third = await follows(page);
    await expect(feedState(third)).toHaveText(/^Reconnecting: /);
    await page.unroute('**/3/events/*');
    await page.clock.fastForward(PAUSE);
    for (const tab of [page, second, third]) await expect(feedState(tab)).toHaveText('Queue is up to date');
  });
});
