// Jumping to a time in the live feed.

import type { Page } from '@playwright/test';
import { expectAccessible, expectToFit, tabTo } from '../support/accessibility.ts';
import { signIn } from '../support/actions.ts';
import { eventList, eventRows, expectMarked, markedRow } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import type { Simulator } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';

// The clock stands still but for what a test lets pass.
test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

/** So many breaches, the first at 08:10 and then every ten minutes. */
async function breaches(simulator: Simulator, count: number): Promise<void> {
  for (let time = 0; time < count; time += 1) {
    await simulator.advance(600);
    await simulator.trip(CABINET, 'DoorBreach');
  }
}

async function jump(page: Page, moment: string): Promise<void> {
  await page.getByRole('button', { name: 'Jump to a time' }).click();
  const field = page.getByRole('dialog', { name: 'Jump to a time' }).getByLabel('Date and time');
  await expect(field).toBeFocused();
  await field.fill(moment);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Waits until the row stands still, and says where. */
async function height(page: Page): Promise<number> {
  const top = async () => (await markedRow(page).boundingBox())?.y ?? Number.NaN;
  let before = Number.NaN;
  await expect
    .poll(async () => {
      const now = await top();
      const still = now === before;
      before = now;
      return still;
    })
    .toBe(true);
  return before;
}

test('a jump leads to the newest event at or before the moment, and what comes moves nothing', async ({ page, gateway }) => {
  await breaches(gateway.simulator, 60);
  await signIn(page, 'events?q=breach');
  await expect(eventRows(page).first()).toBeVisible();
  await jump(page, '2026-03-02T12:05:00');
  await expect(page).toHaveURL((url) => url.searchParams.get('at') === '2026-03-02T12:05:00Z');
  await expectMarked(page, '2026-03-02T12:00:00Z');
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'The list stands at' })).toContainText('12:00:00');
  await expect(page.getByRole('main')).toContainText('36 newer rows above it');

  const stood = await height(page);
  await breaches(gateway.simulator, 3);
  await expect(page.getByRole('main')).toContainText('39 newer rows above it');
  expect(await height(page)).toBe(stood);
  await expectMarked(page, '2026-03-02T12:00:00Z');

  await page.getByRole('button', { name: 'Back to the newest' }).click();
  await expect(page).toHaveURL((url) => !url.searchParams.has('at'));
  await expect(markedRow(page)).toHaveCount(0);
  await expect(eventList(page).locator('time[datetime="2026-03-02T18:30:00Z"]')).toBeInViewport();
});

test('a link leads to a time, in whatever zone it is opened', async ({ browser, baseURL, gateway }) => {
  await breaches(gateway.simulator, 60);
  const context = await browser.newContext({ baseURL: baseURL ?? '', timezoneId: 'Asia/Tokyo', locale: 'en-GB' });
  const page = await context.newPage();
  await signIn(page, 'events?q=breach&at=2026-03-02T12:10:00Z');
  await expectMarked(page, '2026-03-02T12:10:00Z');
  await page.getByRole('button', { name: 'Jump to a time' }).click();
  await expect(page.getByLabel('Date and time')).toHaveValue('2026-03-02T21:10');
  await page.keyboard.press('Escape');
  await tabTo(page, markedRow(page));
  await page.keyboard.press('ArrowUp');
  await expect(eventList(page).locator('[role="row"]:focus')).toContainText('LogEntryEvent');
  await context.close();
});

test('a time before all that is remembered, one after it and one that is none are told apart', async ({ page, gateway }) => {
  await breaches(gateway.simulator, 40);
  await signIn(page, 'events?q=breach&at=2026-03-01');
  const said = page.getByRole('main').getByRole('status').filter({ hasText: /listed|no time/ });
  await expect(said).toContainText('lies before everything that is listed');
  await expectMarked(page, '2026-03-02T08:10:00Z');

  await jump(page, '2027-01-01T00:00:00');
  await expect(said).toContainText('Nothing that is listed is as new as');
  await expectMarked(page, '2026-03-02T14:40:00Z');
  await breaches(gateway.simulator, 1);
  // It is the newest before that moment.
  await expectMarked(page, '2026-03-02T14:50:00Z');

  await page.getByRole('button', { name: 'Back to the newest' }).click();
  await signIn(page, 'events?q=breach&at=yesterday');
  await expect(said).toContainText('“yesterday” is no time');
});

test('who has gone on from there is not called back', async ({ page, gateway }) => {
  await breaches(gateway.simulator, 60);
  await signIn(page, 'events?q=breach&at=2026-03-02T09:00:00Z');
  await expectMarked(page, '2026-03-02T09:00:00Z');
  await tabTo(page, markedRow(page));
  await page.keyboard.press('Home');
  const newest = eventList(page).locator('time[datetime="2026-03-02T18:00:00Z"]');
  await expect(newest).toBeInViewport();
  await breaches(gateway.simulator, 1);
  await expect(page.getByRole('main')).toContainText('55 newer rows above it');
  await expect(newest).toBeInViewport();
  await expect(markedRow(page)).not.toBeInViewport();
});

test('a new event stays above a jump to the one that was the newest', async ({ page, gateway }) => {
  await breaches(gateway.simulator, 60);
  await signIn(page, 'events?q=breach&at=2026-03-02T18:00:00Z');
  await expectMarked(page, '2026-03-02T18:00:00Z');
  const stood = await height(page);
  await breaches(gateway.simulator, 2);
  await expect(page.getByRole('main')).toContainText('2 newer rows above it');
  expect(await height(page)).toBe(stood);
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on a jump', async ({ page, gateway }) => {
      await breaches(gateway.simulator, 30);
      await signIn(page, 'events?q=breach&at=2026-03-02T10:00:00Z');
      await expectMarked(page, '2026-03-02T10:00:00Z');
      await expectAccessible(page, 'Live feed', scheme);
      await page.getByRole('button', { name: 'Jump to a time' }).click();
      await expectAccessible(page, 'Jump to a time', scheme);
    });
  });
}

test('nothing sticks out at 360 pixels', async ({ page, gateway }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await breaches(gateway.simulator, 30);
  await signIn(page, 'events?q=breach&at=2026-03-02T10:00:00Z');
  await expectMarked(page, '2026-03-02T10:00:00Z');
  await expectToFit(page);
  await page.getByRole('button', { name: 'Jump to a time' }).click();
  await expectToFit(page);
});
