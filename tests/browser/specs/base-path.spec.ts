import { devicePath, lockDown, openDevice, region, signIn, visit } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';

const CABINET = 'Security Cabinet 1';

test.use({ gatewayOptions: ['--base', '/tools/jetstream'] });

test('the dashboard works below any path: deep links, reload, calls and the feed', async ({ page, gateway }) => {
  const paths: string[] = [];
  page.on('request', (request) => paths.push(new URL(request.url()).pathname));
  page.on('websocket', (socket) => paths.push(new URL(socket.url()).pathname));

  await signIn(page, devicePath(CABINET), { stay: true });
  await expect(page.getByRole('heading', { level: 1, name: CABINET })).toBeVisible();
  await lockDown(page, CABINET, '4', 'Completed');
  await page.reload();
  await expect(region(page, 'Condition')).toContainText('Locked down until');

  await visit(page, 'Commands');
  expect(new URL(page.url()).pathname).toBe('/tools/jetstream/commands');
  await openDevice(page, CABINET);
  expect(new URL(page.url()).pathname).toBe(`/tools/jetstream/${devicePath(CABINET)}`);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Devices' })).toBeVisible();

  expect(new URL(gateway.url).pathname).toBe('/tools/jetstream/');
  expect(paths.filter((path) => !path.startsWith('/tools/jetstream/'))).toEqual([]);
  expect(paths).toContain('/tools/jetstream/feed');
});

test('the bare base leads to the overview', async ({ page }) => {
  await signIn(page);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/tools/jetstream/overview');
});
