import { devicePath, close, expectOutcome, openCommand, region, signIn, timelines, visit } from '../support/actions.ts';
import { eventRows, eventSearch } from '../support/events.ts';
import { expect, test } from '../support/fixtures.ts';
import { DEMO_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';

test('pass numbers are masked wherever an event echoes them, until somebody asks for them', async ({ page, gateway }) => {
  const passes = (await gateway.simulator.read(DEMO_KEY, `${devicePath(CABINET)}/credentials/basic`)) as string[];
  const anyPass = new RegExp(passes.join('|'), 'i');
  expect(passes.length).toBeGreaterThan(0);

  await signIn(page, devicePath(CABINET));
  const dialog = await openCommand(page, 'Sync passes', `Sync passes of ${CABINET}`);
  await dialog.getByRole('button', { name: 'Sync passes', exact: true }).click();
  await expectOutcome(dialog, 'Completed');
  await close(dialog);
  await expect(region(page, 'Recent commands')).toContainText('CommandQueuedEvent');
  await expect(page.locator('body')).not.toContainText(anyPass);

  await visit(page, 'Commands');
  await expect(timelines(page).filter({ hasText: CABINET })).toHaveCount(1);
  await expect(page.locator('body')).not.toContainText(anyPass);

  await visit(page, 'Live feed');
  await eventSearch(page).fill('demo');
  await expect(eventRows(page)).toHaveCount(1);
  await expect(page.locator('body')).not.toContainText(anyPass);
  await eventRows(page).click();
  const event = page.getByRole('dialog', { name: 'Event', exact: true });
  await event.getByText('Raw JSON').click();
  await expect(event).not.toContainText(anyPass);
  await event.getByRole('button', { name: 'Show secrets' }).click();
  await expect(event).toContainText(anyPass);
});
