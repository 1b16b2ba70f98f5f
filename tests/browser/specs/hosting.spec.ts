// The same build on hosts of every kind: at the root and below a path, with a rule for deep links and without, and on nginx.

import { devicePath, lockDown, region, signIn, visit } from '../support/actions.ts';
import { feedState } from '../support/events.ts';
import { type Hosting, expect, test } from '../support/fixtures.ts';

const CABINET = 'Security Cabinet 1';

for (const hosting of ['two origins', 'object store', 'nginx'] as const satisfies Hosting[]) {
  for (const base of ['/', '/tools/jetstream/']) {
    test.describe(`${hosting}, ${base}`, () => {
      // A host without rules answers a deep link with 404 and the page, which a browser remarks on.
      const remark = /status of 404/;
      test.use({ hosting, base, expectedConsole: hosting === 'object store' ? remark : /(?!)/ });

      test('deep links, reloads, calls and the feed work', async ({ page }) => {
        await signIn(page, devicePath(CABINET), { stay: true });
        await expect(page.getByRole('heading', { level: 1, name: CABINET })).toBeVisible();
        await expect(feedState(page)).toContainText('Live');
        await lockDown(page, CABINET, '4', 'Completed');
        await page.reload();
        await expect(region(page, 'Condition')).toContainText('Locked down until');
        await visit(page, 'Policies');
        expect(new URL(page.url()).pathname).toBe(`${base}policies`);
        await page.goBack();
        await expect(page.getByRole('heading', { level: 1, name: CABINET })).toBeVisible();
      });

      test('files come with their policy and the right caching', async ({ page, baseURL }) => {
        const assets: string[] = [];
        page.on('response', (response) => {
          if (/-[0-9a-f]{16}\.(css|js|wasm)$/.test(response.url())) assets.push(response.headers()['cache-control'] ?? 'none');
        });
        await page.goto('');
        await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
        expect(assets.length).toBeGreaterThan(2);
        expect(new Set(assets)).toEqual(new Set(['public, max-age=31536000, immutable']));
        for (const path of ['', 'config.json']) {
          const headers = (await page.request.get(new URL(path, baseURL).href)).headers();
          expect(headers['cache-control'], path).toBe('no-cache');
          expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
          expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
          expect(headers['permissions-policy']).toContain('camera=()');
        }
      });
    });
  }
}

test.describe('a host that sends no headers at all', () => {
  test.use({ hosting: 'object store', expectedConsole: /status of 404|valid digest|integrity|Failed to (load|fetch)/ });

  for (const path of ['//evil.test/devices', '//evil.test/', '//evil.test/a/overview']) {
    test(`asks nothing of another one, opened at ${path}`, async ({ page, files }) => {
      files.headers = { headers: [], immutable: 'no-cache', revalidate: 'no-cache' };
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).host));
      await page.goto(`${files.origin}${path}`);
      await expect(page.getByRole('alert')).toContainText('is missing (HTTP 404)');
      expect(await page.evaluate(() => new URL(document.baseURI).origin)).toBe(files.origin);
      expect(new Set(asked)).toEqual(new Set([new URL(files.origin).host]));
    });
  }
});

test.describe('nginx, compressed', () => {
  test.use({ hosting: 'nginx' });

  test('files are sent as the build has compressed them', async ({ page }) => {
    const answers = new Map<string, string | undefined>();
    page.on('response', async (response) => answers.set(new URL(response.url()).pathname, response.headers()['content-encoding']));
    await page.goto('');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
    const wasm = [...answers].filter(([path]) => path.endsWith('.wasm'));
    expect(wasm.length).toBeGreaterThan(0);
    expect(new Set(wasm.map(([, encoding]) => encoding))).toEqual(new Set(['gzip']));
  });
});
