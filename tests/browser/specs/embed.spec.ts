// The dashboard in a frame of another host's page.

import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, test as base } from '../support/fixtures.ts';
import { MINUTE } from '../support/lock.ts';
import { nonsense } from '../support/hostile-host-messages.ts';
import { Portal, SANDBOX, STRICT, dashboard, hear, heard, offeredCode, say } from '../support/portal.ts';
import { STRICT as STRICT_POLICY, policiesPath } from '../support/policies.ts';
import { COLLEAGUE_KEY, DEMO_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';
const REFUSED = 'This dashboard cannot be shown inside another page';
const NO_HEADERS = { headers: [], immutable: 'no-cache', revalidate: 'no-cache' };

interface Framed {
  portal: Portal;
  /** Where the dashboard is, under a name of another site. */
  url: string;
  code: string;
}

const test = base.extend<Framed>({
  gatewayOptions: async ({}, use) => use(['--cors', '*']),
  hosting: async ({}, use) => use('two origins'),
  // In a frame of another origin the browser does not let a field take the focus by itself, and says so.
  expectedConsole: async ({}, use) => use(/Blocked autofocusing/),
  portal: async ({}, use) => {
    const portal = await Portal.start();
    await use(portal);
    await portal.stop();
  },
  config: async ({ portal }, use) => use({ parentOrigins: [portal.origin()] }),
  url: async ({ baseURL }, use) => use((baseURL ?? '').replace('127.0.0.1', 'www.dashboard.test')),
  code: async ({ gateway }, use) => use(await offeredCode(gateway.url)),
});

/** The state of the feed. */
function feed(frame: FrameLocator): Locator {
  return frame.getByRole('banner').getByRole('status', { name: 'Live feed' });
}

/** Opens the portal, and has it sign in. */
async function signedIn(page: Page, { portal, url, code }: Framed, sandbox?: string): Promise<void> {
  await portal.open(page, code, [url], sandbox ? { sandbox } : {});
  await say(page, 'session', { accessKey: DEMO_KEY });
  await hear(page, { type: 'ready', environment: 'Simulated fleet' });
}

test('the page around it signs in, leads to pages, and is told where one is', async ({ page, portal, url, code }) => {
  await signedIn(page, { portal, url, code });
  const frame = dashboard(page);
  await expect(frame.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await hear(page, { type: 'location', path: 'overview', title: expect.stringMatching(/Overview$/) });

  await say(page, 'open', { path: 'devices?q=Security' });
  await expect(frame.getByRole('heading', { level: 1, name: 'Devices' })).toBeVisible();
  await expect(frame.getByRole('searchbox', { name: 'Search devices' })).toHaveValue('Security');
  await hear(page, { type: 'location', path: 'devices?q=Security', title: expect.stringMatching(/Devices$/) });
  await hear(page, { type: 'height', scrolls: true });

  await frame.getByRole('link', { name: CABINET, exact: true }).click();
  await hear(page, { type: 'location', path: `devices/${encodeURIComponent(CABINET)}`, title: expect.stringContaining(CABINET) });
  await hear(page, { type: 'height', scrolls: false });

  await say(page, 'open', { path: 'nowhere' });
  await hear(page, { type: 'refused', what: 'open', why: 'There is no such page.' });
});

test('its height is told, and told again when its content changes', async ({ page, portal, url, code }) => {
  await signedIn(page, { portal, url, code });
  const frame = dashboard(page);
  expect(await frame.locator('html').evaluate(() => isSecureContext), 'as behind TLS').toBe(true);
  const told = async () => (await heard(page)).findLast(({ type }) => type === 'height')?.pixels;
  const is = () => frame.locator('body').evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
  const agrees = async () => {
    await expect.poll(async () => (await told()) === (await is())).toBe(true);
    return is();
  };
  const heights = new Set<number>();
  for (const tab of ['', '/commands', '/configuration']) {
    await say(page, 'open', { path: `devices/${encodeURIComponent(CABINET)}${tab}` });
    await expect(frame.getByRole('navigation', { name: 'Device' }).locator('[aria-current=page]')).toHaveAttribute('href', new RegExp(`Cabinet%201${tab}$`));
    await expect(frame.getByRole('main')).not.toContainText('Loading');
    heights.add(await agrees());
  }
  expect(heights.size, 'pages of different heights').toBeGreaterThan(1);
});

test('without an environment it opens the default one, which need not be the first', async ({ page, portal, url, code, files }) => {
  const config = JSON.parse(String(files.instead.get('config.json'))) as { environments: { label: string }[] };
  const environments = [{ label: 'Elsewhere', api: 'https://elsewhere.test/3' }, ...config.environments];
  files.instead.set('config.json', JSON.stringify({ ...config, environments, defaultEnvironment: 'Simulated fleet' }));
  await signedIn(page, { portal, url, code });
});

test('it looks and writes as the page around it says', async ({ page, portal, url, code }) => {
  await portal.open(page, code, [url]);
  await say(page, 'locale', { language: 'en-US', timeZone: 'Asia/Tokyo' });
  await say(page, 'theme', { scheme: 'dark', tokens: { accent: 'rgb(10, 200, 30)' } });
  await say(page, 'session', { accessKey: DEMO_KEY });
  const frame = dashboard(page);
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(frame.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  const accent = await frame.locator('html').evaluate((html) => getComputedStyle(html).getPropertyValue('--accent'));
  expect(accent).toBe('rgb(10, 200, 30)');

  await say(page, 'open', { path: 'events' });
  const times = frame.getByRole('grid', { name: 'Events' }).locator('time');
  const datetime = (await times.first().getAttribute('datetime')) ?? '';
  const moment = new Date(datetime);
  const written = (language: string) => new Intl.DateTimeFormat(language, { timeStyle: 'medium', timeZone: 'Asia/Tokyo' }).format(moment);
  expect(written('en-US'), 'not as the browser would by itself').not.toBe(written('en-GB'));
  // By now it may no longer be the first.
  await expect(times.and(frame.locator(`[datetime="${datetime}"]`)).first()).toContainText(written('en-US'));

  await say(page, 'locale', { timeZone: 'Mars/Olympus' });
  await hear(page, { type: 'refused', what: 'locale' });
});

test('the end of the session is told, whoever ends it', async ({ page, portal, url, code }) => {
  await signedIn(page, { portal, url, code });
  const frame = dashboard(page);
  await expect(feed(frame)).toContainText('Live');
  await say(page, 'end');
  await hear(page, { type: 'ended' });
  await expect(frame.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  await say(page, 'session', { accessKey: DEMO_KEY });
  await expect(feed(frame)).toContainText('Live');
  await frame.getByRole('button', { name: 'Sign out' }).click();
  await expect(frame.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect.poll(async () => (await heard(page)).filter(({ type }) => type === 'ended').length).toBe(2);
  await expect(frame.getByRole('checkbox', { name: 'Stay signed in for this tab' }), 'nothing is kept in a frame').toBeHidden();
});

test.describe('a key that is refused', () => {
  test.use({ expectedConsole: /status of 401/ });

  test('is told on both sides, and somebody may type another', async ({ page, portal, url, code }) => {
    await portal.open(page, code, [url]);
    const frame = dashboard(page);
    await say(page, 'session', { accessKey: 'ffffffff-0000-4000-8000-000000000000' });
    await hear(page, { type: 'refused', what: 'session' });
    await expect(frame.getByRole('alert')).toContainText('does not accept this access key');
    await say(page, 'session', { accessKey: DEMO_KEY, environment: 'Production' });
    await expect(frame.getByRole('alert')).toContainText('asks for the environment "Production", which does not exist');
    await frame.getByRole('button', { name: 'Use the demo key' }).click();
    await frame.getByRole('button', { name: 'Sign in' }).click();
    await expect(frame.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await hear(page, { type: 'ready', environment: 'Simulated fleet' });
  });
});

test('where the page around it is silent the form appears', async ({ page, portal, url, code }) => {
  await page.clock.install();
  await portal.open(page, code, [url]);
  const frame = dashboard(page);
  await expect(frame.getByText('Waiting for the page around this one to sign in')).toBeVisible();
  // Nothing else invites meanwhile.
  await expect(frame.getByRole('heading', { name: 'Sign in' })).toBeHidden();
  await expect(frame.getByLabel('Open a file of events')).toBeHidden();
  await page.clock.runFor(5_000);
  await expect(frame.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(frame.getByText('Waiting for the page around this one')).toBeHidden();
});

test.describe('a part that was changed', () => {
  test.use({ expectedConsole: /valid digest|integrity|Failed to (fetch|load)/ });

  test('speaks with nobody, and the form says so', async ({ page, portal, url, code }) => {
    const answer = { contentType: 'application/wasm', headers: { 'Access-Control-Allow-Origin': '*' }, body: 'changed' };
    await page.route(/split_surroundings/, (route) => route.fulfill(answer));
    await portal.open(page, code, [url]);
    const frame = dashboard(page);
    await expect(frame.getByRole('alert')).toContainText('What speaks with the page around this one could not be loaded');
    await expect(frame.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect(await heard(page)).toEqual([]);
  });
});

test('a page that listens late is greeted again', async ({ page, portal, url, code }) => {
  await portal.open(page, 'function jetstreamFrame() {}', [url]);
  await expect(dashboard(page).getByText('Waiting for the page around this one to sign in')).toBeVisible();
  await page.evaluate(`${code}; window.say = [jetstreamFrame(document.querySelector('iframe'), ${JSON.stringify(new URL(url).origin)}, (message) => window.heard[0].push(message))]`);
  await say(page, 'session', { accessKey: DEMO_KEY });
  await hear(page, { type: 'ready' });
});

for (const [which, host] of [['another origin', 'www.evil.test'], ['an origin that looks alike', 'www.portal.test.evil.test']] as const) {
  test.describe(which, () => {
    test.use({ expectedConsole: /frame-ancestors|Refused to frame|ERR_BLOCKED_BY_RESPONSE|does not match the recipient/ });

    test('cannot show it', async ({ page, portal, url, code }) => {
      const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
      await portal.open(page, code, [url], { host });
      await refused;
      await expect(dashboard(page).getByRole('heading', { name: 'Sign in' })).toBeHidden();
    });

    test('shows a way out of it alone, hears nothing and is not heard, where the host of the dashboard sends no headers', async ({ page, context, portal, url, code, files }) => {
      await page.clock.install();
      files.headers = NO_HEADERS;
      await portal.open(page, code, [url], { host, sandbox: `${SANDBOX} allow-popups allow-popups-to-escape-sandbox` });
      const frame = dashboard(page);
      await expect(frame.getByRole('heading', { level: 1, name: REFUSED })).toBeVisible();
      await page.evaluate((accessKey) => {
        const { port1, port2 } = new MessageChannel();
        for (const type of ['hello', 'session']) {
          document.querySelector('iframe')?.contentWindow?.postMessage({ jetstream: 1, type, accessKey }, '*', type === 'hello' ? [port2] : []);
        }
        port1.onmessage = ({ data }) => (window as unknown as { heard: unknown[][] }).heard[0]?.push(data);
      }, DEMO_KEY);
      await page.clock.runFor(10_000);
      await expect(frame.getByRole('heading')).toHaveText([REFUSED]);
      await expect(frame.getByRole('textbox')).toHaveCount(0);
      expect(await heard(page)).toEqual([]);
      const opened = context.waitForEvent('page');
      await frame.getByRole('link', { name: 'Open it in a tab of its own' }).click();
      const tab = await opened;
      await expect(tab.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
      expect(tab.url()).toBe(url);
    });
  });
}

test('a page that may show it cannot show it to one that may not, where the host of the dashboard sends no headers', async ({ page, portal, url, code, files }) => {
  files.headers = NO_HEADERS;
  await portal.open(page, code, [url]);
  await expect(dashboard(page).getByText('Waiting for the page around this one to sign in')).toBeVisible();
  const around = await Portal.start();
  await around.open(page, 'function jetstreamFrame() {}', [portal.origin()], { host: 'www.evil.test' });
  await expect(dashboard(page).locator('iframe').contentFrame().getByRole('heading', { level: 1, name: REFUSED })).toBeVisible();
  await around.stop();
});

test('what is no message changes nothing and is counted', async ({ page, portal, url, code }) => {
  await signedIn(page, { portal, url, code });
  const frame = dashboard(page);
  await say(page, 'open', { path: 'commands' });
  await expect(frame.getByRole('heading', { level: 1, name: 'Commands' })).toBeVisible();
  const accent = () => frame.locator('html').evaluate((html) => html.style.getPropertyValue('--accent'));
  const before = await accent();
  const sent = nonsense(200);
  await page.evaluate((messages) => {
    const { say } = window as unknown as { say: ((type: string, fields: unknown) => void)[] };
    for (const message of messages) {
      const fields = typeof message === 'object' && message !== null && !Array.isArray(message) ? message : { type: message };
      // What cannot be read stands in place of the version and the type that the code writes.
      say[0]?.('nothing', fields);
      document.querySelector('iframe')?.contentWindow?.postMessage(message, '*');
    }
  }, sent);
  const answers = async (kind: string) => (await heard(page)).filter(({ type }) => type === kind).length;
  await expect.poll(async () => (await answers('ignored')) + (await answers('refused'))).toBe(2 * sent.length);
  await hear(page, { type: 'ignored', count: await answers('ignored') });
  await expect(frame.getByRole('heading', { level: 1, name: 'Commands' })).toBeVisible();
  expect(await answers('refused'), 'some were understood').toBeGreaterThan(0);
  expect(await answers('ended')).toBe(0);
  expect(await accent()).toBe(before);
  await say(page, 'open', { path: 'devices' });
  await expect(frame.getByRole('heading', { level: 1, name: 'Devices' }), 'and it still listens').toBeVisible();
});

test('a lock is told, and opened by the key of the page around it', async ({ page, portal, url, code }) => {
  await page.clock.install();
  await signedIn(page, { portal, url, code });
  const frame = dashboard(page);
  await expect(feed(frame)).toContainText('Live');
  await page.clock.fastForward(31 * MINUTE);
  await hear(page, { type: 'locked' });
  const locked = frame.getByRole('dialog', { name: 'Locked' });
  await expect(locked).toContainText('The page around this one can open it, too.');
  await expect(frame.getByRole('heading', { level: 1, name: 'Overview' })).toBeHidden();
  await say(page, 'session', { accessKey: DEMO_KEY });
  await expect(locked).toBeHidden();
  await expect(frame.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});

test('something typed is not lost when the page around it leads elsewhere', async ({ page, portal, url, code }) => {
  await signedIn(page, { portal, url, code });
  const frame = dashboard(page);
  await say(page, 'open', { path: policiesPath(`${encodeURIComponent(STRICT_POLICY)}/~edit`) });
  await frame.getByLabel('DoorOpenTimeLimit', { exact: true }).fill('77');
  await say(page, 'open', { path: 'devices' });
  await hear(page, { type: 'refused', what: 'open' });
  await frame.getByRole('dialog', { name: 'Leave this page?' }).getByRole('button', { name: 'Stay' }).click();
  await expect(frame.getByLabel('DoorOpenTimeLimit', { exact: true })).toHaveValue('77');
});

test('unlock and lockdown want the name of the device typed', async ({ page, portal, url, code, gateway }) => {
  await signedIn(page, { portal, url, code });
  const frame = dashboard(page);
  for (const [button, title, submit] of [['Lock down', 'Lock down', 'Lock down'], ['Unlock door', 'Unlock door of', 'Unlock door']] as const) {
    await say(page, 'open', { path: `devices/${encodeURIComponent(CABINET)}` });
    await frame.getByRole('button', { name: button, exact: true }).click();
    const dialog = frame.getByRole('dialog', { name: `${title} ${CABINET}`, exact: true });
    if (button === 'Lock down') await dialog.getByRole('textbox', { name: 'Hours' }).fill('1');
    await dialog.getByRole('button', { name: submit, exact: true }).click();
    await expect(dialog).toContainText("This is not the device's name");
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  expect(await gateway.simulator.executions(CABINET, /lockdown|unlock/i)).toEqual([]);
});

for (const [which, sandbox, cors] of [['in a sandbox without an origin', STRICT, 'null'], ['with its storage blocked', undefined, '*']] as const) {
  test.describe(which, () => {
    test.use({ gatewayOptions: ['--cors', cors] });

    test('everything works', async ({ page, portal, url, code, gateway }) => {
      if (!sandbox) {
        await page.addInitScript(() => {
          const block = { get: () => { throw new DOMException('blocked', 'SecurityError'); } };
          for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, block);
        });
      }
      await signedIn(page, { portal, url, code }, sandbox);
      const frame = dashboard(page);
      await expect(feed(frame)).toContainText('Live');
      await frame.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Devices' }).click();
      const download = page.waitForEvent('download');
      await frame.getByRole('button', { name: /Export/ }).click();
      expect((await download).suggestedFilename()).toMatch(/\.csv$/);

      await say(page, 'open', { path: `devices/${encodeURIComponent(CABINET)}` });
      await frame.getByRole('button', { name: 'Lock down', exact: true }).click();
      const dialog = frame.getByRole('dialog', { name: `Lock down ${CABINET}` });
      await dialog.getByRole('textbox', { name: 'Hours' }).fill('2');
      await dialog.getByRole('textbox', { name: "Type the device's name" }).fill(CABINET);
      await dialog.getByRole('button', { name: 'Lock down', exact: true }).click();
      await expect(dialog.getByRole('status').filter({ hasText: 'Completed' })).toBeVisible();
      expect(await gateway.simulator.executions(CABINET, /lockdown/i)).toHaveLength(1);
    });
  });
}

test('two frames with two accounts stand side by side', async ({ page, portal, url, code }) => {
  const keys = [new Set<string>(), new Set<string>()];
  page.on('request', (request) => {
    const index = page.frames().indexOf(request.frame()) - 1;
    const key = request.headers()['accesskey'];
    if (key) keys[index]?.add(key);
  });
  await portal.open(page, code, [url, url]);
  await say(page, 'session', { accessKey: DEMO_KEY }, 0);
  await say(page, 'session', { accessKey: COLLEAGUE_KEY }, 1);
  await hear(page, { type: 'ready' }, 0);
  await hear(page, { type: 'ready' }, 1);
  await expect(dashboard(page, 0).getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(dashboard(page, 1).getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  expect(keys).toEqual([new Set([DEMO_KEY]), new Set([COLLEAGUE_KEY])]);
  await expect(feed(dashboard(page, 0))).toContainText('Live');
  await say(page, 'end', {}, 0);
  await hear(page, { type: 'ended' }, 0);
  await expect(dashboard(page, 0).getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(dashboard(page, 1).getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});

base('the example of the gateway works, for everybody', async ({ page, gateway }) => {
  await page.goto(`${gateway.url}embed-example`);
  await expect(page.getByRole('status')).toContainText(/The frame is there|Open: /);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(dashboard(page).getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await page.getByLabel('Page').fill('devices');
  await page.getByLabel('Colours').selectOption('dark');
  await page.getByRole('button', { name: 'Tell the frame' }).click();
  await expect(page.getByRole('status')).toHaveText(/^Open: .*Devices\.$/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('list', { name: 'What the frame said' })).toContainText('"ended"');
  await expectAccessible(page, 'Embedding the Jetstream dashboard', 'light');
});
