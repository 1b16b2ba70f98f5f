// A file of events in place of a Jetstream.

import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, type Request } from '@playwright/test';
import { chooses } from './leaks.ts';

/** The field of the sign-in page that takes a file. */
export function fileField(page: Page): Locator {
  return page.getByRole('main').getByLabel('Open a file of events');
}

/** What every page says of the file that is open. */
export function fileBand(page: Page): Locator {
  return page.getByRole('complementary', { name: 'File' });
}

/** Opens a file without signing in, at any page of the dashboard, and waits until it is read. */
export async function openFile(page: Page, text: string, path = '', name = 'night.ndjson'): Promise<void> {
  await page.goto(path);
  await fileField(page).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
  await expect(fileBand(page)).toContainText(name);
  await expect(page.getByRole('banner').getByRole('status', { name: 'File' })).toHaveText('The file is read');
}

/** What the live feed exports of all it lists. */
export async function exported(page: Page, withSecrets = false): Promise<string> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export events' });
  if (withSecrets) {
    chooses(page, 'to export pass numbers');
    await dialog.getByRole('checkbox', { name: 'With pass numbers and tokens' }).check();
  }
  const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download' }).click()]);
  return readFile(await file.path(), 'utf8');
}

/** From now on, everything that a page asks for that is no part of the dashboard itself. */
export function strangers(page: Page): string[] {
  const asked: string[] = [];
  const isOwn = (request: Request) => request.method() === 'GET' && /\.(html|js|wasm|css|svg)$|config\.json$/.test(new URL(request.url()).pathname);
  page.on('request', (request) => {
    if (!isOwn(request)) asked.push(`${request.method()} ${request.url()}`);
  });
  page.on('websocket', (socket) => asked.push(socket.url()));
  return asked;
}
