import { expectAccessible, expectToFit } from '../support/accessibility.ts';
import { signIn } from '../support/actions.ts';
import { eventList, eventRows, eventSearch } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';

const CABINET = 'Security Cabinet 1';
const OFFLINE = 'Security Cabinet 2, offline';

test('a typed query finds events, and the URL carries it', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'DoorBreach');
  await gateway.simulator.trip(OFFLINE, 'DoorBreach');
  await signIn(page, 'events');
  await eventSearch(page).fill(`device:"${CABINET}" type:LogEntryEvent severity>=error breach since:2h`);
  await expect(eventRows(page)).toHaveCount(1);
  await expect(eventList(page)).toContainText(CABINET);
  await expect(page).toHaveURL((url) => url.searchParams.get('q')?.startsWith('device:') === true);

  await page.goto('about:blank');
  await signIn(page, 'events?q=type%3ALogEntryEvent%20breach%20-device%3A%22Security%20Cabinet%201%22');
  await expect(eventRows(page)).toHaveCount(1);
  await expect(eventList(page)).toContainText(OFFLINE);
});

test('links from before the filter language still find what they found', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'DoorBreach');
  await signIn(page, `events?device=${encodeURIComponent(CABINET)}&severity=Error&text=breach`);
  await expect(eventRows(page)).toHaveCount(1);
  await expect(eventSearch(page)).toHaveValue('breach');
  await eventSearch(page).fill('nothing says this');
  await expect(eventRows(page)).toHaveCount(0);
  await expect(page).toHaveURL((url) => !url.searchParams.has('text') && url.searchParams.get('device') === CABINET);
});

test('a query is completed with the keyboard alone', async ({ page }) => {
  await signIn(page, 'events');
  const search = eventSearch(page);
  const list = page.getByRole('listbox', { name: 'Ways to go on' });
  await search.focus();
  await page.keyboard.type('dev');
  await expect(list.getByRole('option')).toHaveText(['device:']);
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('option', { selected: true })).toHaveText('device:');
  await page.keyboard.press('Enter');
  await expect(search).toHaveValue('device:');
  await page.keyboard.type('security cabinet 1');
  await expect(list).toBeHidden();
  await search.fill('device:cabinet');
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('option', { selected: true })).toContainText('Cabinet');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(search).toHaveAttribute('aria-expanded', 'false');
});

test('what cannot be read is pointed at, and what could be read stays in force', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'DoorBreach');
  await signIn(page, 'events');
  await eventSearch(page).fill('breach');
  await expect(eventRows(page)).toHaveCount(1);
  await eventSearch(page).fill('severity>=bad breach');
  await expect(page.locator('.suggest mark')).toHaveText('bad');
  await expect(page.locator('.suggest').getByRole('status')).toContainText('debug, information, warning and error');
  await expect(eventSearch(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(eventRows(page)).toHaveCount(1);
  await eventSearch(page).fill('severity>=err breach');
  await expect(page.locator('.suggest mark')).toHaveCount(0);
  await expect(eventRows(page)).toHaveCount(1);
});

test('what is filtered is saved as a view, and found again', async ({ page, gateway }) => {
  await gateway.simulator.trip(CABINET, 'DoorBreach');
  await signIn(page, 'events?q=breach');
  await page.getByRole('button', { name: 'Views' }).click();
  const dialog = page.getByRole('dialog', { name: 'Saved views' });
  await dialog.getByRole('textbox', { name: 'Name of what is filtered now' }).fill('Doors');
  await dialog.getByRole('button', { name: 'Save this view' }).click();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Live feed' }).click();
  await expect(eventSearch(page)).toHaveValue('');
  await page.getByRole('button', { name: 'Views' }).click();
  await dialog.getByRole('list', { name: 'Saved views' }).getByRole('link', { name: 'Doors' }).click();
  await expect(dialog).toBeHidden();
  await expect(eventSearch(page)).toHaveValue('breach');
  await expect(eventRows(page)).toHaveCount(1);

  await page.getByRole('button', { name: 'Views' }).click();
  await dialog.getByRole('button', { name: 'Delete Doors' }).click();
  await expect(dialog.getByRole('link', { name: 'Doors' })).toHaveCount(0);
  await expect(dialog).toContainText('There are none yet');
});

test('a burst of like events stands in one row that opens', async ({ page, gateway }) => {
  for (let time = 0; time < 7; time += 1) await gateway.simulator.trip(CABINET, 'DoorBreach');
  await signIn(page, 'events?q=breach');
  await expect(eventRows(page)).toHaveText(['7 × LogEntryEvent']);
  await expect(page.getByRole('main')).toContainText('7 of');
  await eventRows(page).click();
  await expect(eventRows(page)).toHaveCount(7);
  await expect(eventRows(page).first()).toHaveText('LogEntryEvent');
});

test.describe('for everybody', () => {
  // The clock stands still, so that nothing changes while axe looks.
  test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

  for (const scheme of ['light', 'dark'] as const) {
    test.describe(scheme, () => {
      test.use({ colorScheme: scheme });

      test('axe finds nothing on a search with its list, on its error, on views and on export', async ({ page, gateway }) => {
        await gateway.simulator.advance(3_600);
        await signIn(page, 'events');
        await expect(eventRows(page).first()).toBeVisible();
        await eventSearch(page).fill('type:');
        await page.keyboard.press('ArrowDown');
        await expectAccessible(page, 'Live feed', scheme);
        await eventSearch(page).fill('since:never door');
        await expect(page.locator('.suggest mark')).toHaveText('never');
        await expectAccessible(page, 'Live feed', scheme);
        await page.getByText('How to search').click();
        await expectAccessible(page, 'Live feed', scheme);
        for (const [button, title] of [['Views', 'Saved views'], ['Export', 'Export events']] as const) {
          await page.getByRole('button', { name: button, exact: true }).click();
          await expectAccessible(page, title, scheme);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toBeHidden();
        }
      });
    });
  }

  test('nothing sticks out at 360 pixels', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await signIn(page, 'events');
    await eventSearch(page).fill('type:');
    await page.keyboard.press('ArrowDown');
    await expectToFit(page);
    await eventSearch(page).fill(`colour:${'x'.repeat(60)} door`);
    await expect(page.locator('.suggest mark')).toHaveText('colour');
    await expectToFit(page);
    await page.getByText('How to search').click();
    await expectToFit(page);
  });
});
