// What stands on the page until the dashboard does, and what if it never does.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible, expectToFit } from '../support/accessibility.ts';
import { signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { DIST } from '../support/gateway.ts';
import { hold } from '../support/traffic.ts';

const WASM = /_bg-[0-9a-f]{16}\.wasm$/;
const FAILED = 'The dashboard could not be started';

test.use({ hosting: 'two origins' });

test('while files arrive one sees how many', async ({ page }) => {
  const release = await hold(page, WASM);
  await page.goto('');
  await expect(page.getByRole('status')).toHaveText(/^Loading: (\d+) of (\d+) files$/);
  await expect(page.getByRole('progressbar', { name: 'Loading' })).toBeVisible();
  release();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
});

test.describe('a file that is missing', () => {
  test.use({ expectedConsole: /status of 404|valid digest|integrity|Failed to (load|fetch)|ERR_/ });

  test('is named, and a reload helps when it is back', async ({ page }) => {
    await page.route(WASM, (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto('devices');
    await expect(page.getByRole('heading', { level: 1, name: FAILED })).toBeVisible();
    await expect(page.getByRole('alert')).toHaveText(/_bg-[0-9a-f]{16}\.wasm is missing \(HTTP 404\)\.$/);
    await page.unroute(WASM);
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });

  test('is told from one that was changed where every path is answered with the page', async ({ page, files }) => {
    const name = /"wasm":\{[^}]*"url":"([^"]+)"/.exec(readFileSync(join(DIST, 'index.html'), 'utf8'))?.[1] ?? '';
    files.missing.add(name);
    await page.goto('');
    await expect(page.getByRole('alert')).toHaveText(`The file ${name} is missing (HTTP 200).`);
  });

  test('and a host that cannot be reached are told apart', async ({ page }) => {
    await page.route(WASM, (route) => route.abort());
    await page.goto('');
    await expect(page.getByRole('alert')).toContainText('.wasm cannot be reached');
  });
});

test.describe('a file that was changed', () => {
  test.use({ expectedConsole: /valid digest|integrity|Failed to (load|fetch)|ERR_/ });

  for (const scheme of ['light', 'dark'] as const) {
    test.describe(scheme, () => {
      test.use({ colorScheme: scheme });

      test('is named, on a page that everybody can read', async ({ page, files }) => {
        const html = readFileSync(join(DIST, 'index.html'), 'utf8');
        const name = /"wasm":\{[^}]*"url":"([^"]+)"/.exec(html)?.[1] ?? '';
        files.instead.set(name, Buffer.from('changed'));
        await page.goto('');
        await expect(page.getByRole('alert')).toContainText('is not as it was built');
        await expectAccessible(page, FAILED, scheme);
        await page.setViewportSize({ width: 360, height: 740 });
        await expectToFit(page);
      });
    });
  }
});

for (const [what, name] of [['WebAssembly', 'WebAssembly'], ['HTMLDialogElement', 'the dialog element']] as const) {
  test(`a browser without ${name} is told so`, async ({ page }) => {
    await page.addInitScript((what) => Object.defineProperty(window, what, { value: undefined }), what);
    await page.goto('');
    await expect(page.getByRole('heading', { level: 1, name: FAILED })).toBeVisible();
    await expect(page.getByRole('alert')).toContainText(`it has no ${name}`);
  });
}

test('without JavaScript the page says what it needs', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('');
  expect(await page.locator('noscript').evaluate((element) => element.textContent)).toContain('needs JavaScript');
  await expect(page.locator('noscript')).toBeInViewport();
  await context.close();
});

test.describe('the operator', () => {
  test.use({ config: { productName: 'Cold chain', supportLink: 'https://help.hospital.example/rfid' } });

  test('names the dashboard, and says where help is', async ({ page }) => {
    await page.goto('');
    await expect(page).toHaveTitle('Sign in · Cold chain');
    await expect(page.getByRole('link', { name: 'Help' })).toHaveAttribute('href', 'https://help.hospital.example/rfid');
    await signIn(page);
    await expect(page.getByRole('banner').getByRole('link', { name: 'Cold chain' })).toBeVisible();
    await expect(page.getByRole('banner').getByRole('link', { name: 'Help' })).toBeVisible();
    await page.setViewportSize({ width: 360, height: 740 });
    await expectToFit(page);
  });
});

for (const hosting of ['two origins', 'object store'] as const) {
  test.describe(`without config.json, on ${hosting === 'object store' ? 'a host that says so' : 'one that answers with the page'}`, () => {
    test.use({ hosting, expectedConsole: /status of 404/ });

    test('the dashboard offers production, and nothing else', async ({ page, files }) => {
      files.missing.add('config.json');
      await page.goto('');
      await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
      await expect(page.getByLabel('Environment').locator('option')).toHaveText(['Jetstream']);
      await expect(page.getByRole('button', { name: 'Use the demo key' })).toBeHidden();
    });
  });
}

test('the form begins with the default environment', async ({ page, files }) => {
  const environments = ['First', 'Second', 'Third'].map((label) => ({ label, api: `https://${label.toLowerCase()}.test/3` }));
  files.instead.set('config.json', JSON.stringify({ environments, defaultEnvironment: 'Second' }));
  await page.goto('');
  await expect(page.getByLabel('Environment')).toHaveValue('Second');
  files.instead.set('config.json', JSON.stringify({ environments }));
  await page.reload();
  await expect(page.getByLabel('Environment')).toHaveValue('First');
});

test.describe('a wrong config.json', () => {
  test('is told by its key, with what is allowed', async ({ page, files }) => {
    const wrong = { environments: [{ label: 'A', api: 'https://a.test/3' }], parentOrigins: ['https://portal.test/page'] };
    files.instead.set('config.json', JSON.stringify(wrong));
    await page.goto('');
    await expect(page.getByRole('alert')).toContainText('config.json: parentOrigins: "https://portal.test/page" is no origin');
    await expect(page.getByRole('alert')).toContainText('allowed is such as https://portal.example');
  });
});
