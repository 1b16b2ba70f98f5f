import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { devicePath, fillLockdown, signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { DEMO_KEY } from '../support/simulator.ts';
import { commandCalls } from '../support/traffic.ts';

const CABINET = 'Security Cabinet 2, offline';

test('the copied call does in a shell what the form would have done', async ({ page, context, gateway }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const calls = commandCalls(page);
  await signIn(page, devicePath(CABINET));
  const dialog = await fillLockdown(page, CABINET, '4');
  await dialog.getByText('Show the call').click();
  const shown = await dialog.locator('code').filter({ hasText: 'curl' }).innerText();
  await dialog.getByRole('button', { name: 'Copy the call' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('curl');
  const line = await page.evaluate(() => navigator.clipboard.readText());
  expect(line).toBe(shown);
  expect(line).not.toContain(DEMO_KEY);

  const env = { PATH: process.env.PATH, JETSTREAM_ACCESS_KEY: DEMO_KEY };
  const { stdout } = await promisify(execFile)('sh', ['-c', line], { env });
  expect(JSON.parse(stdout)).toMatchObject({ Status: 'Queued' });
  expect(calls, 'copying sends nothing').toEqual([]);
  const executions = await gateway.simulator.executions(CABINET, /lockdown/i);
  expect(executions.map((execution) => execution.user)).toEqual(['demo']);
});

test('without the key in the environment the copied call is refused', async ({ page, gateway }) => {
  await signIn(page, devicePath(CABINET));
  const dialog = await fillLockdown(page, CABINET, '4');
  await dialog.getByText('Show the call').click();
  const line = await dialog.locator('code').filter({ hasText: 'curl' }).innerText();
  const { stdout } = await promisify(execFile)('sh', ['-c', `${line} -o /dev/null -w '%{http_code}'`], { env: { PATH: process.env.PATH } });
  expect(stdout).toBe('401');
  expect(await gateway.simulator.executions(CABINET, /lockdown/i)).toEqual([]);
});
