// How much of the events is held: on the page, and in this browser.

import type { Page } from '@playwright/test';
import { expectAccessible, expectToFit } from '../support/accessibility.ts';
import { signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { unlock } from '../support/lock.ts';
import { kept } from '../support/queue.ts';
import { DEMO_KEY } from '../support/simulator.ts';

const DAY = 86_400_000;

test.use({ gatewayOptions: ['--speed', '0'] });

async function openLimits(page: Page): Promise<void> {
  const summary = page.getByRole('main').locator('summary').filter({ hasText: /kept in this browser|what this browser keeps/ });
  await summary.click();
  await expect(page.getByLabel('Events on the page')).toBeVisible();
}

test('the page remembers as much as its user allows, at once and after a reload', async ({ page, gateway }) => {
  await signIn(page, 'events', { stay: true });
  const main = page.getByRole('main');
  const received = async () => Number(/(\d+) events? received/.exec(await main.innerText())?.[1] ?? 0);
  // More than 16 MiB of events, in steps that the feed keeps up with.
  await gateway.simulator.rate(1_000);
  for (let step = 1; step <= 5; step += 1) {
    await gateway.simulator.advance(10);
    await expect.poll(received, { timeout: 30_000 }).toBeGreaterThan(step * 9_000);
  }
  await gateway.simulator.rate(0);
  await expect(main).toContainText(/of 48 MiB used/);
  await openLimits(page);
  await page.getByLabel('Events on the page').selectOption({ label: '16 MiB of memory, some 32,000 events' });
  await expect(main).toContainText(/older ones are only counted, as the page holds 16 MiB/);
  await page.getByLabel('Events on the page').selectOption({ label: '128 MiB of memory, some 256,000 events' });
  await expect(main).toContainText('128 MiB');

  await page.reload();
  await expect(main).toContainText(/of 128 MiB used/);
  await openLimits(page);
  await expect(page.getByLabel('Events on the page')).toHaveValue(String(128 << 20));
});

test('what was kept longer ago than its user allows is forgotten at once', async ({ page, gateway }) => {
  await gateway.simulator.advance(600);
  const now = Date.now();
  await page.clock.setFixedTime(now - 2 * DAY);
  await signIn(page, 'events');
  await expect(kept(page)).toHaveText(/^\d+ events kept in this browser/);
  await page.clock.setFixedTime(now);
  // Whoever comes back after two days finds the page locked.
  await page.mouse.move(5, 5);
  await unlock(page, DEMO_KEY);
  await openLimits(page);
  await expect(page.getByLabel('Events in this browser')).toHaveValue('7');
  await page.getByLabel('Events in this browser').selectOption({ label: '1 day' });
  await expect(page.getByRole('main')).toContainText('No events are kept in this browser yet');
});

test('another tab follows', async ({ page, context }) => {
  await signIn(page, 'events');
  const other = await context.newPage();
  await signIn(other, 'events');
  await openLimits(page);
  await openLimits(other);
  await page.getByLabel('Events in this browser').selectOption({ label: '30 days' });
  await expect(other.getByLabel('Events in this browser')).toHaveValue('30');
});

test('where storage is blocked the choice lasts as long as the page, and says so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await signIn(page, 'events');
  await openLimits(page);
  const main = page.getByRole('main');
  await expect(main).toContainText('what is chosen lasts until the page is closed or reloaded');
  await page.getByLabel('Events on the page').selectOption({ label: '16 MiB of memory, some 32,000 events' });
  await expect(main).toContainText(/of 16 MiB used/);
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing, and nothing sticks out at 360 pixels', async ({ page, gateway }) => {
      await gateway.simulator.advance(1_800);
      await signIn(page, 'events');
      await expect(kept(page)).toHaveText(/^\d+ events kept in this browser/);
      await openLimits(page);
      await expectAccessible(page, 'Live feed', scheme);
      await page.setViewportSize({ width: 360, height: 740 });
      await expectToFit(page);
    });
  });
}
