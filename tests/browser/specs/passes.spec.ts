import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { expectAccessible, expectToFit, tabTo } from '../support/accessibility.ts';
import { devicePath, expectOutcome, region } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { adding, addPasses, confirm, list, openPasses, passRow, preview, standing, stored, sync } from '../support/passes.ts';
import { COLLEAGUE_KEY, DEMO_KEY, type Simulator } from '../support/simulator.ts';
import { callsTo, commandCalls } from '../support/traffic.ts';

const CABINET = 'Security Cabinet 1';
const OFFLINE = 'Security Cabinet 2, offline';
const NEW = '00A1B2C3D4';
const OTHER = '00A1B2C3D5';

/** Does a pass open the door? What the device itself knows: its answer to an unlock with that pass. */
async function opens(simulator: Simulator, url: string, pass: string): Promise<boolean> {
  const answer = await fetch(new URL(`3/${devicePath(CABINET)}/unlockdoor`, url), {
    method: 'POST',
    headers: { AccessKey: COLLEAGUE_KEY, 'Content-Type': 'application/json' },
    body: JSON.stringify({ AccessToken: pass }),
  });
  expect(answer.status).toBe(200);
  await simulator.advance(60);
  return ((await answer.json()) as { ExceptionList: unknown[] }).ExceptionList.length === 0;
}

test('a pass that is added opens the door after a sync, and the page says so both before and after', async ({ page, gateway }) => {
  await openPasses(page, CABINET);
  await sync(page, CABINET, 'Completed');
  await expect(standing(page)).toContainText('On the device');
  await expect(standing(page)).toContainText('the last sync sent exactly these passes');

  await addPasses(page, [NEW]);
  expect(await stored(gateway.simulator, CABINET)).toContain(NEW);
  await expect(standing(page)).toContainText('Not yet on the device');
  await expect(standing(page)).toContainText('1 pass here is not on it.');
  await expect(passRow(page, NEW)).toContainText('Not yet on the device');
  await expect(adding(page).getByRole('button', { name: 'Sync to device' }), 'the next step is offered').toBeVisible();
  expect(await opens(gateway.simulator, gateway.url, NEW), 'before the sync').toBe(false);

  await sync(page, CABINET, 'Completed');
  await expect(standing(page)).toContainText('the last sync sent exactly these passes');
  await expect(standing(page)).not.toContainText('Not yet on the device');
  await expect(passRow(page, NEW)).toContainText('On the device');
  await expect(standing(page)).toContainText(/Last sync\s*(just now|\d+ (s|min))/);
  expect(await opens(gateway.simulator, gateway.url, NEW), 'after the sync').toBe(true);

  await page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Overview' }).click();
  await expect(region(page, 'Recent commands').getByRole('article').filter({ hasText: 'Sync Device Credentials' })).toHaveCount(2);
});

test('a sync of an offline cabinet is pending until the cabinet polls', async ({ page, gateway }) => {
  await openPasses(page, OFFLINE);
  await addPasses(page, [NEW]);
  await expect(standing(page)).toContainText('Not yet on the device');
  await expect(standing(page), 'the warning stands beside the button').toContainText(/After 24 hours it times out/);
  await sync(page, OFFLINE, 'Queued');
  await expect(standing(page)).toContainText('Sync pending');
  await expect(standing(page)).toContainText(/24 hours after it was sent, it is lost/);
  await expect(standing(page)).not.toContainText('another one is needed');

  await addPasses(page, [OTHER]);
  await expect(standing(page)).toContainText('The list has changed since this sync was sent: another one is needed after it.');
  await gateway.simulator.poll(OFFLINE);
  await expect(standing(page)).toContainText('1 pass here is not on it.');
  await expect(passRow(page, NEW)).toContainText('On the device');
  await expect(passRow(page, OTHER)).toContainText('Not yet on the device');

  await sync(page, OFFLINE, 'Queued');
  await gateway.simulator.poll(OFFLINE);
  await expect(standing(page)).toContainText('the last sync sent exactly these passes');
});

test('all passes are removed everywhere on this device, by its typed name', async ({ page, gateway }) => {
  const before = await stored(gateway.simulator, CABINET);
  await openPasses(page, CABINET);
  await sync(page, CABINET, 'Completed');
  await list(page).getByRole('button', { name: 'Remove everywhere on this device' }).click();
  const dialog = page.getByRole('dialog', { name: `Remove all passes of ${CABINET}` });
  await expect(dialog).toContainText(`${before.length} passes are taken out`);
  await confirm(dialog, 'Security Cabinet');
  await dialog.getByRole('button', { name: 'Remove all passes' }).click();
  await expect(dialog.getByRole('alert')).toContainText("not the device's name");
  expect(await stored(gateway.simulator, CABINET)).toEqual(before);

  await confirm(dialog, CABINET);
  await dialog.getByRole('button', { name: 'Remove all passes' }).click();
  await expectOutcome(dialog, 'Stored in Jetstream');
  expect(await stored(gateway.simulator, CABINET)).toEqual([]);
  await expect(standing(page)).toContainText(`${before.length} passes removed here still open the door.`);
  expect(await opens(gateway.simulator, gateway.url, before[0] ?? ''), 'before the sync').toBe(true);

  // The way to the sync is where one looks.
  await dialog.getByRole('button', { name: 'Sync to device' }).click();
  const next = page.getByRole('dialog', { name: `Sync passes of ${CABINET}`, exact: true });
  await next.getByRole('button', { name: 'Sync passes', exact: true }).click();
  await expectOutcome(next, 'Completed');
  await next.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(list(page)).toContainText('No passes stored');
  await expect(standing(page)).toContainText('the last sync sent exactly these passes');
  expect(await opens(gateway.simulator, gateway.url, before[0] ?? ''), 'after the sync').toBe(false);
});

test('a lost pass is found by its last digits and removed', async ({ page, gateway }) => {
  const before = await stored(gateway.simulator, CABINET);
  const lost = before[2] ?? '';
  await openPasses(page, CABINET);
  await sync(page, CABINET, 'Completed');
  await list(page).getByRole('searchbox', { name: 'Search by the last digits' }).fill(lost.slice(-4).toLowerCase());
  await expect(list(page).getByRole('status', { name: 'Count' })).toHaveText(`1 of ${before.length} passes`);
  const remove = list(page).getByRole('button', { name: 'Remove', exact: true });
  await expect(remove).toHaveAccessibleDescription('Tick the passes that are to go.');
  await passRow(page, lost).getByRole('checkbox').click();
  await remove.click();
  const dialog = page.getByRole('dialog', { name: `Remove 1 pass from ${CABINET}` });
  await dialog.getByRole('button', { name: 'Remove', exact: true }).dblclick();
  await expectOutcome(dialog, 'Stored in Jetstream');
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  expect(await stored(gateway.simulator, CABINET)).toEqual(before.filter((pass) => pass !== lost));
  await expect(standing(page)).toContainText('1 pass removed here still opens the door.');
  await expect(standing(page).getByRole('img', { name: `hidden, ends in ${lost.slice(-4)}` })).toBeVisible();
  expect(page.url(), 'not even the end of a number').not.toContain(lost.slice(-4));
});

test('the whole list is replaced by what was previewed, by the typed name', async ({ page, gateway }) => {
  const before = await stored(gateway.simulator, CABINET);
  const kept = before[0] ?? '';
  await openPasses(page, CABINET);
  await preview(page, `${kept}\n${NEW}`);
  await adding(page).getByRole('button', { name: 'Replace all' }).click();
  const dialog = page.getByRole('dialog', { name: `Replace all passes of ${CABINET}` });
  await expect(dialog).toContainText(`1 pass is added, ${before.length - 1} passes are taken out`);
  await confirm(dialog, CABINET);
  await dialog.getByRole('button', { name: 'Replace all' }).click();
  await expectOutcome(dialog, 'Stored in Jetstream');
  expect(await stored(gateway.simulator, CABINET)).toEqual([kept, NEW]);
});

test('many passes are previewed: what is new, what is listed, what stands there twice, what is refused and why', async ({ page, gateway }) => {
  const listed = (await stored(gateway.simulator, CABINET))[0] ?? '';
  await openPasses(page, CABINET);
  const calls = commandCalls(page);
  const lines = ['Name;Pass', 'Maria;00a1b2c3d4', `Jo;${listed}`, 'Ann;123456', 'Eve;00A1B2C3DX', 'Bob;00 A1 B2 C3 D5', 'Joe;00A1B2C3D4', 'Sue;1.23457E+15', 'Tim;'];
  const said = await preview(page, lines.join('\n'));
  await expect(said).toHaveText('2 passes to add, 1 in the list already, 1 typed twice, 4 refused.');
  await expect(adding(page)).toContainText('Line 1 was taken for a header. Column 2 of 2 (“Pass”) was read');
  const refused = adding(page).getByRole('list', { name: 'Refused' }).getByRole('listitem');
  await expect(refused).toHaveCount(4);
  for (const [number, line, why] of [[0, 4, /number printed on the card/], [1, 5, /only 0-9 and A-F, not 'X'/], [2, 8, /rounded/], [3, 9, /nothing in the column/]] as const) {
    await expect(refused.nth(number)).toContainText(`Line ${line}`);
    await expect(refused.nth(number)).toContainText(why);
  }
  expect(calls, 'nothing is sent by looking').toEqual([]);

  await adding(page).getByRole('button', { name: 'Add 2 passes', exact: true }).click();
  await expect(adding(page).getByRole('status', { name: 'Outcome' })).toContainText('Stored in Jetstream');
  expect(await stored(gateway.simulator, CABINET)).toEqual(expect.arrayContaining([NEW, OTHER]));
  // What was refused is still to be put right, so nothing typed is gone.
  await expect(adding(page).getByRole('textbox', { name: 'Passes to add' })).toHaveValue(lines.join('\n'));
  await expect(said).toHaveText('0 passes to add, 3 in the list already, 1 typed twice, 4 refused.');
});

test('a file is read into the field, behind what was typed', async ({ page }, info) => {
  const file = info.outputPath('passes.csv');
  await writeFile(file, `\u{feff}"Badge","Holder"\r\n"${NEW}","Smith, Jo"\r\n"${OTHER}","Ann"\r\n`);
  await openPasses(page, CABINET);
  await adding(page).getByLabel('From a CSV or text file').setInputFiles(file);
  await expect(adding(page)).toContainText('passes.csv was read into the field above.');
  await adding(page).getByRole('button', { name: 'Preview', exact: true }).click();
  await expect(adding(page).getByRole('status', { name: 'Preview' })).toHaveText('2 passes to add.');
  await expect(adding(page)).toContainText('Column 1 of 2 (“Badge”) was read');
});

test('one click is one call, however often one clicks', async ({ page }) => {
  await openPasses(page, CABINET);
  const calls = commandCalls(page);
  await preview(page, NEW);
  await adding(page).getByRole('button', { name: 'Add 1 pass', exact: true }).dblclick();
  await expect(adding(page).getByRole('status', { name: 'Outcome' })).toContainText('Stored in Jetstream');
  expect(calls.map((call) => call.method())).toEqual(['POST']);
});

test('what a colleague changes appears by itself', async ({ page, gateway }) => {
  const before = await stored(gateway.simulator, CABINET);
  await openPasses(page, CABINET);
  await expect(list(page).getByRole('status', { name: 'Count' })).toHaveText(`${before.length} passes`);
  expect(await gateway.simulator.call(COLLEAGUE_KEY, 'POST', `${devicePath(CABINET)}/credentials/basic`, [NEW])).toBe(201);
  await expect(list(page).getByRole('status', { name: 'Count' })).toHaveText(`${before.length + 1} passes`);
  await expect(standing(page)).toContainText('Not yet on the device');
});

test.describe('lost answers', () => {
  test.use({ expectedConsole: /net::ERR_FAILED/ });

  test('after a lost answer the list is read, and tells that it was done', async ({ page, gateway }) => {
    await openPasses(page, CABINET);
    const calls = callsTo(page, /credentials\/basic$/);
    await page.route(/credentials\/basic$/, async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await route.fetch();
      await route.abort('failed');
    });
    await preview(page, NEW);
    await adding(page).getByRole('button', { name: 'Add 1 pass', exact: true }).click();
    const outcome = adding(page).getByRole('status', { name: 'Outcome' });
    await expect(outcome).toContainText('No usable answer came');
    await expect(outcome).toContainText('the list read afterwards is as it should be');
    expect(await stored(gateway.simulator, CABINET)).toContain(NEW);
    expect(calls.filter((call) => call.method() === 'POST')).toHaveLength(1);
  });

  test('after a lost answer that the list does not explain, the outcome is unknown and nothing is sent again', async ({ page, gateway }) => {
    await openPasses(page, CABINET);
    const calls = callsTo(page, /credentials\/basic$/);
    await page.route(/credentials\/basic$/, (route) => (route.request().method() === 'POST' ? route.abort('failed') : route.fallback()));
    await preview(page, NEW);
    await adding(page).getByRole('button', { name: 'Add 1 pass', exact: true }).click();
    await expect(adding(page)).toContainText('Outcome unknown');
    await expect(adding(page).getByRole('status', { name: 'Outcome' })).toContainText('read the list once more before you send it again');
    await expect(adding(page).getByRole('textbox', { name: 'Passes to add' }), 'nothing typed is lost').toHaveValue(NEW);
    expect(await stored(gateway.simulator, CABINET)).not.toContain(NEW);
    expect(calls.filter((call) => call.method() === 'POST')).toHaveLength(1);
  });
});

test.describe('a list that cannot be read', () => {
  test.use({ expectedConsole: /status of 500/ });

  test('says so, can be tried again, and is not added to meanwhile', async ({ page }) => {
    await page.route(/credentials\/basic$/, (route) => route.fulfill({ status: 500, body: '' }));
    await openPasses(page, CABINET);
    await expect(list(page).getByRole('alert')).toContainText('The passes could not be loaded');
    await expect(adding(page).getByRole('button', { name: 'Preview', exact: true })).toHaveAttribute('aria-disabled', 'true');
    await page.unroute(/credentials\/basic$/);
    await list(page).getByRole('button', { name: 'Try again' }).click();
    await expect(list(page).getByRole('grid', { name: 'Passes' })).toBeVisible();
    await expect(adding(page).getByRole('button', { name: 'Preview', exact: true })).not.toHaveAttribute('aria-disabled', 'true');
  });
});

test('numbers are masked until somebody asks for one, or for all', async ({ page, gateway }) => {
  const passes = await stored(gateway.simulator, CABINET);
  const anyPass = new RegExp(passes.join('|'), 'i');
  await openPasses(page, CABINET);
  await expect(passRow(page, passes[0] ?? '')).toBeVisible();
  const markup = () => page.evaluate(() => document.documentElement.outerHTML);
  expect(await markup(), 'not even in the markup').not.toMatch(anyPass);

  const first = list(page).getByRole('row').nth(1);
  await first.getByRole('button', { name: /^Show pass, hidden/ }).click();
  await expect(first).toContainText(passes[0] ?? '');
  expect(await markup()).not.toContain(passes[1]);
  await first.getByRole('button', { name: /^Show pass, hidden/ }).click();
  await expect(first).not.toContainText(passes[0] ?? '');
  await list(page).getByRole('button', { name: 'Show all numbers' }).click();
  for (const pass of passes.slice(0, 3)) await expect(list(page)).toContainText(pass);
  await list(page).getByRole('button', { name: 'Show all numbers' }).click();
  expect(await markup()).not.toMatch(anyPass);

  const field = adding(page).getByRole('textbox', { name: 'Passes to add' });
  await preview(page, NEW);
  const mask = () => field.evaluate((element) => getComputedStyle(element).getPropertyValue('-webkit-text-security'));
  expect(await mask()).toBe('disc');
  await adding(page).getByRole('button', { name: 'Show passes to add' }).click();
  expect(await mask()).toBe('none');
  await adding(page).getByText('Show the call').click();
  const call = adding(page).locator('pre');
  await expect(call).toContainText(`--data '["••••${NEW.slice(-4)}"]'`);
  await adding(page).getByRole('button', { name: 'Show the secrets in it' }).click();
  await expect(call).toContainText(`--data '["${NEW}"]'`);
  expect(page.url()).not.toContain(NEW.slice(-4));
});

test.describe('users and PINs', () => {
  test.use({ expectedConsole: /status of 501/ });

  test('what was typed is still there after a look at another list', async ({ page }) => {
    await openPasses(page, CABINET);
    await adding(page).getByRole('textbox', { name: 'Passes to add' }).fill(NEW);
    const lists = page.getByRole('navigation', { name: 'Lists' });
    await lists.getByRole('link', { name: 'Users' }).click();
    await expect(adding(page)).toBeHidden();
    await lists.getByRole('link', { name: 'Pass numbers' }).click();
    await expect(adding(page).getByRole('textbox', { name: 'Passes to add' })).toHaveValue(NEW);
  });

  test('a Jetstream that keeps none says so in words', async ({ page }) => {
    await openPasses(page, CABINET);
    for (const [link, words] of [['Users', 'users'], ['PINs', 'PINs']] as const) {
      await page.getByRole('navigation', { name: 'Lists' }).getByRole('link', { name: link }).click();
      await expect(list(page)).toContainText(`This Jetstream keeps no ${words}`);
      await expect(list(page)).toContainText('501');
    }
    await page.reload();
    await expect(page).toHaveURL(/list=pins/);
  });
});

test('where Jetstream keeps users, their names are listed, added with a password and removed', async ({ page }) => {
  const users = new Map([['maria', '1111']]);
  await page.route(/credentials\/user$/, async (route) => {
    const body = route.request().postDataJSON() as unknown;
    if (route.request().method() === 'POST') for (const [name, secret] of Object.entries(body as Record<string, string>)) users.set(name, secret);
    if (route.request().method() === 'DELETE') for (const name of body as string[]) users.delete(name);
    await route.fulfill({ status: route.request().method() === 'POST' ? 201 : 200, json: [...users.keys()] });
  });
  await openPasses(page, CABINET, '?list=users');
  const names = list(page).getByRole('list', { name: 'users' }).getByRole('listitem');
  await expect(names).toHaveText([/maria/]);
  await list(page).getByRole('button', { name: 'Add user' }).click();
  await expect(list(page).getByRole('alert')).toHaveText(['Give a name.', 'Give the password.']);
  await list(page).getByRole('textbox', { name: 'User name' }).fill('jo');
  await list(page).getByLabel('Password', { exact: true }).fill('s3cret');
  await list(page).getByRole('button', { name: 'Add user' }).click();
  await expect(names).toHaveText([/maria/, /jo/]);
  expect(users.get('jo')).toBe('s3cret');
  await expect(page.locator('body')).not.toContainText('s3cret');

  await list(page).getByRole('button', { name: 'Remove maria' }).click();
  const dialog = page.getByRole('dialog', { name: `Remove maria from ${CABINET}` });
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expectOutcome(dialog, 'Stored in Jetstream');
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(names).toHaveText([/jo/]);
});

test.describe('read-only', () => {
  test.use({ hosting: 'two origins' });

  test('everything that changes something is refused with the reason, and the list is shown', async ({ page, files }) => {
    const config = JSON.parse(String(files.instead.get('config.json'))) as Record<string, unknown>;
    files.instead.set('config.json', JSON.stringify({ ...config, readOnly: true }));
    await openPasses(page, CABINET);
    await expect(list(page).getByRole('grid', { name: 'Passes' })).toBeVisible();
    await preview(page, NEW);
    for (const [where, name] of [[standing(page), 'Sync to device'], [list(page), 'Remove'], [list(page), 'Remove everywhere on this device'], [adding(page), 'Add 1 pass'], [adding(page), 'Replace all']] as const) {
      const button = where.getByRole('button', { name, exact: true });
      await expect(button).toHaveAttribute('aria-disabled', 'true');
      await expect(button).toHaveAccessibleDescription(/read-only/);
    }
  });
});

test('what was typed is not lost by a link without a question', async ({ page }) => {
  await openPasses(page, CABINET);
  const field = adding(page).getByRole('textbox', { name: 'Passes to add' });
  await field.fill(NEW);
  const overview = page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Overview' });
  await overview.click();
  const question = page.getByRole('dialog', { name: 'Leave this page?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(question).toBeHidden();
  await expect(field).toHaveValue(NEW);
  await overview.click();
  await question.getByRole('button', { name: 'Discard and leave' }).click();
  await expect(region(page, 'About')).toBeVisible();
});

/** A Jetstream that keeps users and PINs: nobody has any yet. */
async function keepsNames(page: Page): Promise<void> {
  for (const kind of ['user', 'pin']) {
    const names = new Set<string>();
    await page.route(new RegExp(`credentials/${kind}$`), async (route) => {
      const adds = route.request().method() === 'POST';
      if (adds) Object.keys(route.request().postDataJSON() as object).forEach((name) => names.add(name));
      await route.fulfill({ status: adds ? 201 : 200, json: [...names] });
    });
  }
}

test('a typed user or PIN stays while another list is looked at, and is not lost by a link without a question', async ({ page }) => {
  await keepsNames(page);
  await openPasses(page, CABINET, '?list=pins');
  const lists = page.getByRole('navigation', { name: 'Lists' });
  const [id, pin] = [page.getByRole('textbox', { name: 'Id', exact: true }), page.getByLabel('PIN', { exact: true })];
  await id.fill('7');
  await pin.fill('4711');
  await lists.getByRole('link', { name: 'Users' }).click();
  const user = page.getByRole('textbox', { name: 'User name', exact: true });
  await expect(user, 'each list has its own').toHaveValue('');
  await user.fill('maria');
  await lists.getByRole('link', { name: 'PINs' }).click();
  await expect(id).toHaveValue('7');
  await expect(pin).toHaveValue('4711');

  const overview = page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Overview' });
  await overview.click();
  const question = page.getByRole('dialog', { name: 'Leave this page?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(question).toBeHidden();
  await expect(pin).toHaveValue('4711');
  await id.fill('');
  await pin.fill('');
  const asked = page.waitForEvent('dialog');
  await Promise.all([asked.then((dialog) => dialog.dismiss()), page.evaluate(() => location.reload())]);
  expect((await asked).type(), 'the user is still typed').toBe('beforeunload');
  await overview.click();
  await question.getByRole('button', { name: 'Discard and leave' }).click();
  await expect(region(page, 'About')).toBeVisible();
});

test('what was added as a user is taken out of the form, and nobody is asked about it', async ({ page }) => {
  await keepsNames(page);
  await openPasses(page, CABINET, '?list=users');
  await page.getByRole('textbox', { name: 'User name', exact: true }).fill('maria');
  await page.getByLabel('Password', { exact: true }).fill('a secret');
  await page.getByRole('button', { name: 'Add user' }).click();
  await expect(page.getByRole('status', { name: 'Outcome' })).toContainText('Stored in Jetstream');
  await expect(list(page).getByRole('list', { name: 'users' })).toContainText('maria');
  await expect(page.getByRole('textbox', { name: 'User name', exact: true })).toHaveValue('');
  await page.getByRole('navigation', { name: 'Device' }).getByRole('link', { name: 'Overview' }).click();
  await expect(region(page, 'About')).toBeVisible();
});

test.describe('without a live feed', () => {
  test.use({ hosting: 'two origins' });

  test('answers tell what was changed here, and nothing is said of what others may have done', async ({ page, files }) => {
    const config = JSON.parse(String(files.instead.get('config.json'))) as { environments: Record<string, unknown>[] };
    for (const environment of config.environments) delete environment.feed;
    files.instead.set('config.json', JSON.stringify(config));
    await openPasses(page, CABINET);
    await expect(standing(page)).toContainText('Not known');
    await addPasses(page, [NEW]);
    await expect(standing(page)).toContainText('Not yet on the device');
    await sync(page, CABINET, 'Completed');
    await expect(standing(page)).not.toContainText('Not yet on the device');
    await expect(standing(page)).toContainText('The last sync was');
    await expect(standing(page)).toContainText(/Last sync\s*(just now|\d+ s)/);
  });
});

test('a device without a lock says why nothing is synced', async ({ page, gateway }) => {
  const devices = (await gateway.simulator.read(DEMO_KEY, 'devices')) as { Name: string; DeviceDefinition: string }[];
  const handheld = devices.find((device) => /handheld/i.test(device.DeviceDefinition))?.Name ?? '';
  expect(handheld).not.toBe('');
  await openPasses(page, handheld);
  await expect(standing(page).getByRole('button', { name: 'Sync to device' })).toHaveAccessibleDescription(/\w+ \w+/);
});

test('a pass is added, ticked and removed by keyboard alone', async ({ page, gateway }) => {
  const before = await stored(gateway.simulator, CABINET);
  await openPasses(page, CABINET);
  await expect(list(page).getByRole('grid')).toBeVisible();
  await tabTo(page, adding(page).getByRole('textbox', { name: 'Passes to add' }));
  await page.keyboard.type(NEW);
  await tabTo(page, adding(page).getByRole('button', { name: 'Preview', exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, adding(page).getByRole('button', { name: 'Add 1 pass', exact: true }));
  await page.keyboard.press('Enter');
  await expect(adding(page).getByRole('status', { name: 'Outcome' })).toContainText('Stored in Jetstream');
  await expect(page.locator(':focus'), 'the focus is not lost with the button').toContainText('Stored');

  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await tabTo(page, list(page).locator('[role=row][tabindex="0"]'));
  await page.keyboard.press('End');
  await expect(passRow(page, NEW)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(passRow(page, NEW).getByRole('checkbox')).toBeChecked();
  await tabTo(page, list(page).getByRole('button', { name: 'Remove', exact: true }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `Remove 1 pass from ${CABINET}` });
  await tabTo(page, dialog.getByRole('button', { name: 'Remove', exact: true }));
  await page.keyboard.press('Enter');
  await expectOutcome(dialog, 'Stored in Jetstream');
  await tabTo(page, dialog.getByRole('button', { name: 'Close', exact: true }));
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  expect(await stored(gateway.simulator, CABINET)).toEqual(before);
});

test.describe('seen and not seen', () => {
  test.use({ gatewayOptions: ['--speed', '0', '--start', '2026-03-02T08:00:00Z'] });

  for (const scheme of ['light', 'dark'] as const) {
    test.describe(scheme, () => {
      test.use({ colorScheme: scheme });

      test('axe finds nothing on the list, a preview with errors, an outcome and the dialogs', async ({ page }) => {
        await openPasses(page, CABINET);
        await expect(list(page).getByRole('grid')).toBeVisible();
        await expectAccessible(page, 'Passes', scheme);
        await preview(page, `Name;Pass\nMaria;${NEW}\nJo;123456\nAnn;${NEW}`);
        for (const summary of ['To add', 'Left out', 'Show the call']) await adding(page).getByText(summary).last().click();
        await expectAccessible(page, 'Passes', scheme);
        await adding(page).getByRole('button', { name: 'Add 1 pass', exact: true }).click();
        await expect(adding(page).getByRole('status', { name: 'Outcome' })).toContainText('Stored in Jetstream');
        await expectAccessible(page, 'Passes', scheme);
        await list(page).getByRole('button', { name: 'Remove everywhere on this device' }).click();
        await expectAccessible(page, `Remove all passes of ${CABINET}`, scheme);
      });
    });
  }

  test.describe('360 pixels wide', () => {
    test.use({ viewport: { width: 360, height: 740 } });

    test('nothing sticks out, and every control is within reach', async ({ page }) => {
      await openPasses(page, CABINET);
      await expect(list(page).getByRole('grid')).toBeVisible();
      await expectToFit(page);
      await preview(page, `${'A'.repeat(40)}\n123456`);
      await adding(page).getByText('To add').last().click();
      await adding(page).getByRole('button', { name: /^Show pass, hidden, ends in AAAA/ }).click();
      await list(page).getByRole('button', { name: 'Show all numbers' }).click();
      await expectToFit(page);
      await list(page).getByRole('checkbox').first().click();
      await expect(list(page).getByRole('status', { name: 'Selected' })).toHaveText('1 selected');
      await list(page).getByRole('button', { name: 'Remove', exact: true }).click();
      const box = await page.getByRole('dialog').boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box)).toBe(true);
    });
  });
});
