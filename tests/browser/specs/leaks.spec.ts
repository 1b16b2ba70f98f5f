// That the search for leaked secrets, which every spec stands on, finds them: here each way of leaking is gone once on purpose.

import type { Page } from '@playwright/test';
import { signIn } from '../support/actions.ts';
import { expect, test } from '../support/fixtures.ts';
import { Gateway } from '../support/gateway.ts';
import { stored } from '../support/passes.ts';
import { COLLEAGUE_KEY, DEMO_KEY } from '../support/simulator.ts';

const CABINET = 'Security Cabinet 1';

/** What a page could do with a secret, and what is then said. */
const WAYS: [string, (secret: string) => unknown, string][] = [
  ['in the console', (secret) => console.log(`signed in with ${secret}`), 'the console'],
  ['in localStorage', (secret) => localStorage.setItem('last', secret), 'localStorage'],
  ['in sessionStorage', (secret) => sessionStorage.setItem('last', secret), 'sessionStorage (last)'],
  ['as the key of the tab, which nobody chose', (secret) => sessionStorage.setItem('jetstream.key', secret), 'sessionStorage (jetstream.key)'],
  ['in a cookie', (secret) => (document.cookie = `last=${secret}`), 'a cookie'],
  ['in the cache', async (secret) => (await caches.open('last')).put('last', new Response(secret)), 'Cache Storage (last)'],
  ['in a database', (secret) => {
    return new Promise((resolve) => {
      const request = indexedDB.open(`last${secret.length}`);
      request.onupgradeneeded = () => request.result.createObjectStore('texts').put({ deep: [secret] }, 'last');
      request.onsuccess = () => resolve(request.result.close());
    });
  }, 'IndexedDB (last'],
  ['in the title', (secret) => (document.title = secret), 'document (title)'],
  ['in the state of the history', (secret) => history.replaceState({ secret }, ''), 'history (state)'],
  ['in the address', (secret) => {
    const before = location.href;
    history.replaceState(null, '', `?q=${secret}`);
    history.replaceState(null, '', before);
  }, 'the address of a page'],
  ['in the address of a call', (secret) => fetch(`3/regions?by=${secret}`), 'the URL of GET /3/regions'],
  ['in a header of another name', (secret) => fetch('3/regions', { headers: { Trace: secret } }), 'the headers of GET /3/regions'],
  ['in the header of a call elsewhere', (secret) => fetch('config.json', { headers: { AccessKey: secret } }), 'the headers of GET /config.json, which is no call'],
  ['in a body that goes elsewhere', (secret) => fetch('report', { method: 'POST', body: secret }), 'the body of POST /report, which is no call'],
  ['in a beacon', (secret) => navigator.sendBeacon('beacon', secret), 'the body of POST /beacon, which is no call'],
  ['in a second frame', (secret) => {
    return new Promise((resolve) => {
      const socket = new WebSocket(new URL('feed', document.baseURI), 'jetstream-feed.v1');
      socket.onopen = () => {
        socket.send('{"type":"hello","accessKey":"","after":null}');
        socket.send(JSON.stringify({ secret }));
      };
      socket.onclose = resolve;
    });
  }, 'a frame that was sent'],
  ['in a file', (secret) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([secret]));
    link.download = 'last.txt';
    link.click();
  }, 'the export last.txt'],
  ['in base64', (secret) => console.log(btoa(`user:${secret}`)), 'the console'],
  ['percent-encoded', (secret) => console.log([...secret].map((digit) => `%${digit.charCodeAt(0).toString(16)}`).join('')), 'the console'],
  ['in the other letter case', (secret) => console.log(secret === secret.toUpperCase() ? secret.toLowerCase() : secret.toUpperCase()), 'the console'],
];

test.use({ expectedConsole: /status of 40\d/ });

for (const kind of ['access key', 'pass number'] as const) {
  test(`an ${kind} is found wherever it does not belong`.replace('an pass', 'a pass'), async ({ page, gateway, leaks, context }) => {
    const secret = kind === 'access key' ? DEMO_KEY : ((await stored(gateway.simulator, CABINET))[0] ?? '');
    await signIn(page, 'devices');
    const look = async () => {
      await leaks.lookAt(context);
      return leaks.found();
    };
    expect(await look()).toEqual([]);
    for (const [where, leak, found] of WAYS) {
      const exports = where === 'in a file' ? [page.waitForEvent('download')] : [];
      await Promise.all([page.evaluate(leak, secret), ...exports]);
      await expect.poll(look, where).toContainEqual(expect.stringContaining(`${kind} in ${found}`));
      await clear(page);
      leaks.forget();
      expect(await look(), `after ${where}`).toEqual([]);
    }
  });
}

/** Takes back what was kept. */
async function clear(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.evaluate(async () => {
    localStorage.clear();
    sessionStorage.clear();
    document.title = '';
    history.replaceState(null, '');
    await caches.delete('last');
    for (const { name = '' } of await indexedDB.databases()) if (name.startsWith('last')) indexedDB.deleteDatabase(name);
  });
}

test('what is chosen, or kept as it was received, is let out at its place alone', async ({ page, gateway, leaks, context }) => {
  const [pass = ''] = await stored(gateway.simulator, CABINET);
  const found = async () => {
    leaks.forget();
    await leaks.lookAt(context);
    return leaks.found();
  };
  const keepAsReceived = (text: string) =>
    page.evaluate(
      (text) =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open('jetstream-history');
          request.onsuccess = () => {
            const transaction = request.result.transaction('texts', 'readwrite');
            transaction.objectStore('texts').put(text, 'last');
            transaction.oncomplete = () => resolve(request.result.close());
            transaction.onabort = reject;
          };
        }),
      text,
    );
  await signIn(page, 'devices', { stay: true });
  expect(await page.evaluate(() => sessionStorage.getItem('jetstream.key'))).toBe(DEMO_KEY);
  await keepAsReceived(pass);
  expect(await found()).toEqual([]);

  await page.evaluate((key) => sessionStorage.setItem('last', key), DEMO_KEY);
  await keepAsReceived(DEMO_KEY);
  expect((await found()).sort()).toEqual(['access key in IndexedDB (jetstream-history)', 'access key in sessionStorage (last)']);
  await clear(page);
  await keepAsReceived('');
  expect(await found()).toEqual([]);
});

test('a gateway that logs a secret is found', async ({ gateway, leaks }) => {
  await gateway.simulator.call(DEMO_KEY, 'GET', `devices/${COLLEAGUE_KEY}`);
  await expect.poll(() => leaks.found()).toEqual(['access key in the log of a gateway']);
  Gateway.started.length = 0;
  leaks.forget();
});

test('what tabs and contexts do that a test opens by itself is seen, too', async ({ page, browser, leaks, problems, baseURL }) => {
  await page.goto('');
  const opened = page.waitForEvent('popup');
  await page.evaluate(() => void open(document.baseURI));
  const other = await browser.newContext({ baseURL: baseURL ?? '' });
  const foreign = await other.newPage();
  await foreign.goto('');
  for (const tab of [await opened, foreign]) {
    await expect(tab.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await tab.evaluate((key) => console.log(key), DEMO_KEY);
    await expect.poll(() => leaks.found()).toEqual(['access key in the console']);
    leaks.forget();
    await tab.evaluate(() => (document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.example/' }))));
    await expect.poll(() => problems.splice(0)).toContainEqual(expect.stringMatching(/policy violation: img-src blocked https:\/\/elsewhere.example/));
    problems.length = 0;
  }
  await other.close();
});
