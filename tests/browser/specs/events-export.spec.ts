import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { devicePath, expectOutcome, openCommand, signIn, visit } from '../support/actions.ts';
import { eventRows, eventSearch } from '../support/events.ts';
import { FeedTally } from '../support/feed-tally.ts';
import { expect, test } from '../support/fixtures.ts';
import { chooses } from '../support/leaks.ts';
import { DEMO_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';

async function openExport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  return page.getByRole('dialog', { name: 'Export events' });
}

async function download(page: Page, dialog: Locator): Promise<{ name: string; text: string }> {
  const file = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const saved = await file;
  return { name: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
}

test('what is listed is exported as it was received', async ({ page, gateway }) => {
  const tally = new FeedTally(page, true);
  await gateway.simulator.trip(CABINET, 'DoorBreach');
  await signIn(page, 'events?q=breach');
  await expect(eventRows(page)).toHaveCount(1);
  const { name, text } = await download(page, await openExport(page));
  expect(name).toBe('jetstream-events.ndjson');
  const [line = '', ...rest] = text.split('\n');
  expect(rest).toEqual(['']);
  expect(tally.texts.some((sent) => sent.includes(line)), 'never written anew').toBe(true);

  const dialog = await openExport(page);
  await dialog.getByLabel('Form').selectOption('csv');
  const table = await download(page, dialog);
  expect(table.name).toBe('jetstream-events.csv');
  expect(table.text.split('\r\n')).toHaveLength(3);
  expect(table.text).toContain(`Error,${CABINET},LogEntryEvent`);
});

test('pass numbers leave the page only when somebody asks for them', async ({ page, gateway }) => {
  const passes = (await gateway.simulator.read(DEMO_KEY, `${devicePath(CABINET)}/credentials/basic`)) as string[];
  const anyPass = new RegExp(passes.join('|'), 'i');
  await signIn(page, devicePath(CABINET));
  const command = await openCommand(page, 'Sync passes', `Sync passes of ${CABINET}`);
  await command.getByRole('button', { name: 'Sync passes', exact: true }).click();
  await expectOutcome(command, 'Completed');
  await command.getByRole('button', { name: 'Close', exact: true }).click();
  await visit(page, 'Live feed');
  await eventSearch(page).fill('user:demo');
  await expect(eventRows(page)).toHaveCount(1);

  for (const form of ['ndjson', 'csv']) {
    const dialog = await openExport(page);
    await dialog.getByLabel('Form').selectOption(form);
    expect((await download(page, dialog)).text).not.toMatch(anyPass);
    await openExport(page);
    await dialog.getByLabel('Form').selectOption(form);
    chooses(page, 'to export pass numbers');
    await dialog.getByRole('checkbox', { name: 'With pass numbers and tokens' }).check();
    expect((await download(page, dialog)).text).toMatch(anyPass);
  }
});
