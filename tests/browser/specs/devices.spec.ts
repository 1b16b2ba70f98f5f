import type { Locator, Page, Request } from '@playwright/test';
import { choose, signIn } from '../support/actions.ts';
import { columns, deviceGrid as grid, namesInSight as names } from '../support/devices.ts';
import { expect, test } from '../support/fixtures.ts';
import { rush } from '../support/scroll.ts';

function count(page: Page): Locator {
  return page.getByRole('status', { name: 'Count' });
}

/** What the rows say that somebody really sees; a few more exist, above and below. */
function textsInSight(page: Page): Promise<string[]> {
  return grid(page).evaluate((grid) => {
    const frame = grid.getBoundingClientRect();
    const isInSight = (row: Element) => {
      const { top, bottom, height } = row.getBoundingClientRect();
      return height > 0 && top >= frame.top && bottom <= frame.bottom;
    };
    return [...grid.querySelectorAll('[role=row]')].filter(isInSight).map((row) => row.textContent ?? '');
  });
}

test('every device of the fleet is listed, and the number is said', async ({ page, gateway }) => {
  await signIn(page, 'devices');
  await expect(count(page)).toHaveText(/^\d+ devices$/);
  const listed = parseInt(await count(page).innerText(), 10);
  expect(listed).toBeGreaterThanOrEqual((await gateway.simulator.state()).devices);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(listed + 1));
  expect(await columns(page)).toEqual([
    'Name', 'Type', 'Definition', 'Serial', 'Region', 'Policy', 'Connection', 'Last heard', 'Lockdown', 'Incidents',
  ]);
});

test('search, filters and sorting live in the URL, through reload, back and forward', async ({ page }) => {
  await signIn(page, 'devices', { stay: true });
  const search = page.getByRole('searchbox', { name: 'Search devices' });
  await search.fill('cabinet');
  await choose(page, 'Type', 'Security cabinet');
  await choose(page, 'Region', 'US');
  await choose(page, 'Lockdown', 'No lockdown known');
  const header = grid(page).getByRole('columnheader', { name: 'Name' });
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL((url) => ['q', 'type', 'region', 'lockdown', 'sort'].every((name) => url.searchParams.has(name)));
  await expect(count(page)).toHaveText(/^\d+ of \d+ devices/);

  const before = { names: await names(page), url: page.url() };
  expect(before.names).toEqual(expect.arrayContaining(['Security Cabinet 1', 'Security Cabinet 2, offline']));
  const collator = new Intl.Collator('en', { numeric: true });
  expect(before.names).toEqual([...before.names].sort(collator.compare).reverse());

  const expectTheSame = async () => {
    await expect(page).toHaveURL(before.url);
    await expect(search).toHaveValue('cabinet');
    await expect(header).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(() => names(page)).toEqual(before.names);
  };
  await page.reload();
  await expectTheSame();
  await grid(page).getByRole('link', { name: 'Security Cabinet 1', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Security Cabinet 1' })).toBeVisible();
  await page.goBack();
  await expectTheSame();
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1, name: 'Security Cabinet 1' })).toBeVisible();
});

test('a search that finds nothing says so', async ({ page }) => {
  await signIn(page, 'devices');
  await page.getByRole('searchbox', { name: 'Search devices' }).fill('no such thing');
  await expect(count(page)).toHaveText(/^0 of \d+ devices/);
});

test('a filter by connection says of how many devices that is known', async ({ page }) => {
  await signIn(page, 'devices');
  await choose(page, 'Connection', 'Connected');
  await expect(page.getByRole('main')).toContainText(/\d+ of 58 known/);
  await expect(grid(page).getByRole('row').filter({ hasText: 'Connected' }).first()).toBeVisible();
  await expect(grid(page).getByRole('link', { name: 'Security Cabinet 2, offline' })).toBeHidden();
  await choose(page, 'Connection', 'Not connected');
  await expect(grid(page).getByRole('link', { name: 'Security Cabinet 2, offline' })).toBeVisible();
});

test('lockdowns and connections are told per device', async ({ page }) => {
  await signIn(page, 'devices?q=Security%20Cabinet%20');
  for (const [name, connection] of [['Security Cabinet 1', 'Connected'], ['Security Cabinet 2, offline', /not connected|polling/i]] as const) {
    const row = grid(page).getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
    await row.scrollIntoViewIfNeeded();
    await expect(row).toContainText(connection);
  }
});

test.describe('a fleet of two thousand', () => {
  test.use({ gatewayOptions: ['--devices', '2000', '--latency', '60'] });

  /** The row index of whatever has the focus. */
  const focused = (page: Page) =>
    page.evaluate(() => Number(document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex') ?? 0));

  test('arrow keys move from row to row, and a row scrolled away keeps the focus', async ({ page }) => {
    await signIn(page, 'devices');
    await grid(page).getByRole('link').first().focus();
    await page.keyboard.press('Home');
    await expect.poll(() => focused(page)).toBe(2);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    await expect.poll(() => focused(page)).toBe(4);

    await grid(page).hover();
    await page.mouse.wheel(0, 30_000);
    await expect.poll(async () => (await names(page)).length).toBeGreaterThan(0);
    expect(await grid(page).locator('[role=row]').count(), 'rows that exist').toBeLessThan(100);
    await expect(grid(page).locator('[role=row][aria-rowindex="2"]')).toBeHidden();
    await expect.poll(() => focused(page)).toBe(4);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toBe(5);
    await expect(grid(page).locator('[role=row][aria-rowindex="5"]')).toBeInViewport();

    await page.keyboard.press('End');
    const last = Number(await grid(page).getAttribute('aria-rowcount'));
    await expect.poll(() => focused(page)).toBe(last);
  });

  test('fast scrolling asks for what comes to rest, and never for many at once', async ({ page }) => {
    let [all, underWay, most] = [0, 0, 0];
    const isStatus = (request: Request) => request.url().endsWith('/status');
    const ended = (request: Request) => {
      if (isStatus(request)) underWay -= 1;
    };
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
    page.on('request', (request) => {
      if (!isStatus(request)) return;
      all += 1;
      underWay += 1;
      most = Math.max(most, underWay);
    });
    await signIn(page, 'devices');
    await expect(grid(page).getByRole('link').first()).toBeVisible();
    const first = (await names(page))[0];
    await rush(grid(page));
    await expect.poll(async () => (await names(page))[0]).not.toBe(first);

    // At rest every row in sight comes to know its connection.
    await expect.poll(() => underWay, { timeout: 20_000 }).toBe(0);
    await expect.poll(() => textsInSight(page)).not.toContainEqual(expect.stringContaining('Asking…'));
    expect((await textsInSight(page)).filter((text) => /connected|polling/i.test(text)).length).toBeGreaterThan(2);
    expect(most, 'status calls under way at once').toBeLessThanOrEqual(6);
    expect(all, 'status calls in all').toBeLessThan(300);
    expect(all).toBeGreaterThan(10);
  });
});
