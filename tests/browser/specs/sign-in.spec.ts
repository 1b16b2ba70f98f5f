import type { Page } from '@playwright/test';
import { devicePath, signIn } from '../support/actions.ts';
import { feedState } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { DEMO_KEY } from '../support/simulator.ts';
import { callsTo } from '../support/traffic.ts';

const UNKNOWN_KEY = '00000000-0000-4000-8000-000000000000';

async function tryKey(page: Page, key: string): Promise<void> {
  await page.getByLabel('Access key', { exact: true }).fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The form is still there, with what was typed. */
async function expectRefused(page: Page, key: string, message: RegExp): Promise<void> {
  await expect(page.getByRole('alert')).toContainText(message);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await expect(page.getByLabel('Access key', { exact: true })).toHaveValue(key);
}

for (const key of ['', 'secret', DEMO_KEY.slice(1), `${DEMO_KEY}0`, DEMO_KEY.replaceAll('-', ''), DEMO_KEY.replace('d', 'g')]) {
  test(`the key "${key}" is refused for its form, without a call`, async ({ page }) => {
    const calls = callsTo(page, /\/3\//);
    await page.goto('');
    await tryKey(page, key);
    await expectRefused(page, key, /36/);
    expect(calls).toEqual([]);
  });
}

test('spaces around a pasted key do no harm', async ({ page }) => {
  await page.goto('');
  await tryKey(page, ` ${DEMO_KEY}\t`);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});

test('a key is checked without subscribing it to events', async ({ page }) => {
  const calls = callsTo(page, /\/3\//);
  await signIn(page);
  expect(new URL(calls[0]?.url() ?? '').pathname).toBe('/3/regions');
  expect(calls.filter((call) => call.url().includes('/3/events'))).toEqual([]);
});

test('the key stands nowhere but in memory', async ({ page }) => {
  await signIn(page, 'devices');
  await expect(page.getByRole('grid', { name: 'Devices' })).toBeVisible();
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
  expect(kept).not.toContain(DEMO_KEY);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

test('who asks to stay signed in stays so in this tab, until the sign-out', async ({ page }) => {
  await signIn(page, devicePath('Security Cabinet 1'), { stay: true });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Security Cabinet 1' })).toBeVisible();
  await expect(feedState(page)).toHaveText('Live');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect(page.url()).toContain(devicePath('Security Cabinet 1'));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

test.describe('what went wrong is told apart:', () => {
  // The browser logs each of these failures, whatever the page makes of them.
  test.use({ expectedConsole: /status of 40[14]|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|CORS policy|ERR_FAILED/ });

  test('a key that nobody knows', async ({ page }) => {
    await page.goto('');
    await tryKey(page, UNKNOWN_KEY);
    await expectRefused(page, UNKNOWN_KEY, /does not accept this access key/);
  });

  test('no network', async ({ page, context }) => {
    await page.goto('');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await context.setOffline(true);
    await tryKey(page, DEMO_KEY);
    await expectRefused(page, DEMO_KEY, /offline/);
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  });

  test('nobody answers', async ({ page, gateway }) => {
    await page.goto('');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    await gateway.stop();
    await tryKey(page, DEMO_KEY);
    await expectRefused(page, DEMO_KEY, /does not answer/);
  });

  test.describe(() => {
    test.use({ hosting: 'two origins', gatewayOptions: ['--cors', 'off'] });

    test('an origin that the API does not allow', async ({ page }) => {
      await page.goto('');
      await tryKey(page, DEMO_KEY);
      await expectRefused(page, DEMO_KEY, /origin/);
    });
  });

  test.describe(() => {
    test.use({ hosting: 'two origins', expectedConsole: /connect-src|Content Security Policy/ });

    test('an environment that the policy of the page leaves out', async ({ page, files }) => {
      files.headers.headers = files.headers.headers.map(([name, value]) => [name, value.replace(/connect-src [^;]*/, "connect-src 'self'")]);
      await page.goto('');
      await tryKey(page, DEMO_KEY);
      await expectRefused(page, DEMO_KEY, /security policy of this page does not allow calls to Simulated fleet \(http/);
    });
  });
});
