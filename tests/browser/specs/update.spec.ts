// A tab that stays open notices that a newer version was published, and offers it when nobody is in the middle of something.

import type { Locator, Page, Request } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible, expectToFit, tabTo } from '../support/accessibility.ts';
import { devicePath, openCommand, signIn, visit } from '../support/actions.ts';
import { openFile } from '../support/file.ts';
import { expect, test } from '../support/fixtures.ts';
import { DIST } from '../support/gateway.ts';
import { MINUTE, stopClock } from '../support/lock.ts';
import { parameter } from '../support/parameters.ts';
import { editPolicy, holdFirstStep, makePlan, planState, run } from '../support/plans.ts';
import { AUDITED, ICU } from '../support/policies.ts';
import type { FileServer } from '../support/server.ts';
import { callsTo, hold } from '../support/traffic.ts';

const CABINET = 'Security Cabinet 1';
const PAGE = /\/index\.html$/;

// A jump of the clock may hit a feed that is just being opened; the browser says so.
const JUMPED = /WebSocket is closed before the connection is established/;

// No lock: these tests let hours pass.
test.use({ hosting: 'two origins', expectedConsole: JUMPED });
test.beforeEach(async ({ page, files }) => {
  const config = JSON.parse(String(files.instead.get('config.json'))) as object;
  files.instead.set('config.json', JSON.stringify({ ...config, idleMinutes: 0 }));
  await page.clock.install();
});

/** Publishes another version: the same files, named by another list. */
async function publish(files: FileServer, version = 2): Promise<void> {
  const page = await readFile(join(DIST, 'index.html'), 'utf8');
  const other = page.replace('id="assets">{', `id="assets">{"version":${version},`);
  expect(other).not.toBe(page);
  files.instead.set('index.html', other);
}

function news(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: 'A newer version of this dashboard is there.' });
}

/** Lets so many minutes pass, and waits until the page has looked. */
async function look(page: Page, minutes: number): Promise<void> {
  const answer = page.waitForResponse((response) => PAGE.test(response.url()));
  await page.clock.fastForward(minutes * MINUTE);
  await (await answer).finished();
}

/** The notice follows what happens on the page within a second: after two it is known whether it comes. */
async function expectNoNews(page: Page): Promise<void> {
  await page.clock.runFor(2_000);
  await expect(news(page)).toBeHidden();
}

test('ten minutes after another version was published it is offered, and a reload brings it', async ({ page, files }) => {
  const looks = callsTo(page, PAGE);
  await signIn(page, devicePath(CABINET), { stay: true });
  await look(page, 11);
  await expectNoNews(page);
  await publish(files);
  await page.clock.fastForward(8 * MINUTE);
  expect(looks, 'not more often').toHaveLength(1);
  await look(page, 3);
  await expect(news(page)).toContainText('You stay signed in.');

  await tabTo(page, news(page).getByRole('button', { name: 'Reload', exact: true }));
  const loaded = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await loaded;
  await expect(page.getByRole('heading', { level: 1, name: CABINET })).toBeVisible();
  expect(await page.evaluate(() => document.getElementById('assets')?.textContent)).toContain('"version":2');
  await look(page, 11);
  await expectNoNews(page);
});

test('who says later is asked again in four hours', async ({ page, files }) => {
  await signIn(page, 'devices');
  await publish(files);
  await look(page, 11);
  await expect(news(page)).toContainText('asks for your access key again');
  await news(page).getByRole('button', { name: 'Later', exact: true }).click();
  await expect(news(page)).toBeHidden();
  await look(page, 3 * 60);
  await expectNoNews(page);
  await look(page, 60);
  await expect(news(page)).toBeVisible();
});

test('a tab out of sight asks nothing, and looks when somebody comes back', async ({ page, files }) => {
  const looks = callsTo(page, PAGE);
  await signIn(page, 'devices');
  await publish(files);
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { configurable: true, value: true }));
  await page.clock.fastForward(60 * MINUTE);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  expect(looks).toEqual([]);

  const comeBack = () => page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: false });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  await comeBack();
  await expect(news(page)).toBeVisible();
  await page.clock.fastForward(4 * MINUTE);
  await comeBack();
  expect(looks, 'not more often than every five minutes').toHaveLength(1);
  await page.clock.fastForward(2 * MINUTE);
  await comeBack();
  await expect.poll(() => looks.length).toBe(2);
});

test('nobody is disturbed who has typed something, and nothing typed is lost', async ({ page, files }) => {
  await signIn(page, 'policies', { stay: true });
  await editPolicy(page, AUDITED);
  const limit = parameter(page, 'DoorOpenTimeLimit');
  const before = await limit.inputValue();
  await limit.fill('77');
  await publish(files);
  await look(page, 11);
  await expectNoNews(page);
  await limit.fill(before);
  await page.clock.runFor(1_000);
  await expect(news(page)).toBeVisible();
  await limit.fill('78');
  await expectNoNews(page);
});

test('what is typed in the second before a click on the button stays', async ({ page, files }) => {
  await signIn(page, 'policies', { stay: true });
  await editPolicy(page, AUDITED);
  await publish(files);
  await look(page, 11);
  await expect(news(page)).toBeVisible();
  await stopClock(page);
  await parameter(page, 'DoorOpenTimeLimit').fill('77');
  await news(page).getByRole('button', { name: 'Reload', exact: true }).click();
  await expectNoNews(page);
  await expect(parameter(page, 'DoorOpenTimeLimit')).toHaveValue('77');
  expect(await page.evaluate(() => document.getElementById('assets')?.textContent)).not.toContain('"version":2');
});

test('an open dialog is left alone', async ({ page, files }) => {
  await signIn(page, devicePath(CABINET));
  const dialog = await openCommand(page, 'Lock down', `Lock down ${CABINET}`);
  await publish(files);
  await look(page, 11);
  await expectNoNews(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.clock.runFor(1_000);
  await expect(news(page)).toBeVisible();
});

test('a plan that is carried out is left alone', async ({ page, files }) => {
  await signIn(page, 'policies', { stay: true });
  await makePlan(page, AUDITED, { DoorOpenTimeLimit: '120' }, [ICU]);
  const release = await holdFirstStep(page);
  await publish(files);
  await look(page, 11);
  await expect(news(page), 'a plan that does not run yet is kept').toBeVisible();
  await run(page);
  await expectNoNews(page);
  release();
  await expect(planState(page)).toContainText('Everything is done');
  await page.clock.runFor(1_000);
  await expect(news(page)).toBeVisible();
});

test('a call that is not answered yet is waited for', async ({ page, files }) => {
  await signIn(page, devicePath(CABINET));
  const release = await hold(page, '**/policy/sync**');
  await publish(files);
  await look(page, 11);
  await expect(news(page)).toBeVisible();
  const dialog = await openCommand(page, 'Set policy parameters', `Set policy parameters of ${CABINET}`);
  await dialog.getByRole('button', { name: 'Set policy parameters', exact: true }).click();
  await page.clock.runFor(2_000);
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expectNoNews(page);
  release();
  await expect(page.getByRole('region', { name: 'Recent commands' })).toContainText('Completed');
  await page.clock.runFor(1_000);
  await expect(news(page)).toBeVisible();
});

test('a file that is open would be closed, and the notice says so', async ({ page, files }) => {
  await openFile(page, '{"EventId":"1","Type":"HeartbeatEvent","Device":"Cabinet 1","EventTime":"2026-03-02T08:00:00Z"}\n', 'events');
  await publish(files);
  await look(page, 11);
  await expect(news(page)).toContainText('Reloading closes the file');
});

test.describe('when something does not arrive', () => {
  test.use({ expectedConsole: new RegExp(`Failed to load resource|Failed to fetch|${JUMPED.source}`) });

  test('a missing part of the page makes it look at once', async ({ page, files }) => {
    await signIn(page);
    await publish(files);
    await page.route(/\/split_history-[0-9a-f]{16}\.wasm$/, (route) => route.abort());
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Commands' }).click();
    await expect(page.getByRole('alert')).toContainText('This page could not be loaded');
    await expect(news(page)).toBeVisible();
  });

  for (const [what, answer] of [
    ['no answer', undefined],
    ['an error', { status: 503, contentType: 'text/html', body: '<script id="assets">{"version":3}</script>' }],
    ['the page of somebody else', { status: 200, contentType: 'text/html', body: '<h1>Log in to the guest network</h1>' }],
  ] as const) {
    test(`${what} says nothing, and the next look does`, async ({ page, files }) => {
      await signIn(page, 'devices');
      await publish(files);
      await page.route(PAGE, (route) => (answer ? route.fulfill(answer) : route.abort()));
      const ofPage = (request: Request) => PAGE.test(request.url());
      const over = answer ? page.waitForEvent('requestfinished', ofPage) : page.waitForEvent('requestfailed', ofPage);
      await page.clock.fastForward(11 * MINUTE);
      await over;
      await expectNoNews(page);
      await expect(page.getByRole('alert')).toHaveCount(0);
      await page.unroute(PAGE);
      await look(page, 11);
      await expect(news(page)).toBeVisible();
    });
  }
});

test('it is the same where storage is blocked', async ({ page, files }) => {
  await page.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException('blocked', 'SecurityError'); } });
    }
  });
  await signIn(page, 'devices');
  await publish(files);
  await look(page, 11);
  await expect(news(page)).toContainText('asks for your access key again');
  await visit(page, 'Overview');
  await expect(news(page)).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing on the notice, and nothing sticks out at 360 pixels', async ({ page, files }) => {
      await signIn(page, 'devices');
      await publish(files);
      await look(page, 11);
      await expect(news(page)).toBeVisible();
      await expectAccessible(page, 'Devices', scheme);
      await page.setViewportSize({ width: 360, height: 740 });
      await expect(news(page)).toBeInViewport({ ratio: 1 });
      await expectAccessible(page, 'Devices', scheme);
      await expectToFit(page);
    });
  });
}
