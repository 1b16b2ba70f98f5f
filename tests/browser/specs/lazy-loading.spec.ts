import { signIn, visit } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';

const PART = /\/split_history-[0-9a-f]{16}\.wasm$/;

test('a page is loaded when somebody first goes there, and once', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => request.url().endsWith('.wasm') && asked.push(request.url()));
  await signIn(page, 'devices');
  await expect(page.getByRole('heading', { level: 1, name: 'Devices' })).toBeVisible();
  expect(asked.filter((url) => PART.test(url))).toEqual([]);
  await visit(page, 'Commands');
  await visit(page, 'Live feed');
  await visit(page, 'Commands');
  expect(asked.filter((url) => PART.test(url))).toHaveLength(1);
});

test.describe('a page that does not arrive', () => {
  test.use({ expectedConsole: /Failed to load resource|Failed to fetch|integrity|Failed to find a valid digest/ });

  test('says so, and can be tried again', async ({ page }) => {
    await signIn(page);
    await page.route(PART, (route) => route.abort());
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Commands' }).click();
    await expect(page.getByRole('alert')).toContainText('This page could not be loaded');
    await page.unroute(PART);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Commands' })).toBeVisible();
  });

  test('with one byte changed does not run', async ({ page }) => {
    await signIn(page);
    await page.route(PART, async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
      await route.fulfill({ response: answer, body });
    });
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Live feed' }).click();
    await expect(page.getByRole('alert')).toContainText('This page could not be loaded');
    await expect(page.getByRole('heading', { level: 1, name: 'Live feed' })).toBeHidden();
  });
});
