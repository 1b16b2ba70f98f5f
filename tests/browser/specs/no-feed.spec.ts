import { devicePath, lockDown, region, signIn, timelines, visit } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';

const CABINET = 'Security Cabinet 1';

test.beforeEach(async ({ page }) => {
  await page.route('**/config.json', async (route) => {
    const config = (await (await route.fetch()).json()) as { environments: { feed?: string }[] };
    for (const environment of config.environments) delete environment.feed;
    await route.fulfill({ json: config });
  });
});

test('an environment without a feed opens, and says that it knows answers only', async ({ page }) => {
  await signIn(page, 'devices');
  await expect(page.getByRole('banner')).toContainText('No live feed: answers only');
  await expect(page.getByRole('grid', { name: 'Devices' }).getByRole('row').nth(1)).toBeVisible();
  await visit(page, 'Live feed');
  await expect(page.getByRole('main')).toContainText('This environment has no live feed');
  await expect(page.getByRole('grid')).toHaveCount(0);
});

test('what an answer tells is shown, and no event is waited for', async ({ page }) => {
  await signIn(page, devicePath(CABINET));
  await lockDown(page, CABINET, '4', 'Completed');
  await expect(region(page, 'Condition')).toContainText('Locked down until');
  await visit(page, 'Commands');
  await expect(timelines(page)).toHaveCount(1);
  await expect(timelines(page)).toContainText('from this page');
});
