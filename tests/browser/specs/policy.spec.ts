import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST } from '../support/gateway.ts';
import { expect, test } from '../support/fixtures.ts';

interface Assets {
  style: { url: string };
  modules: { url: string }[];
  wasm: { url: string };
}

function read(name: string): Buffer {
  return readFileSync(join(DIST, name));
}

/** What the page runs, by what it is. */
function assets(): [string, string][] {
  const list = /<script type="application\/json" id="assets">(.*?)<\/script>/s.exec(read('index.html').toString())?.[1];
  const { style, modules, wasm } = JSON.parse(list ?? '') as Assets;
  const numbered = modules.map(({ url }, number): [string, string] => [`module ${number + 1}`, url]);
  return [['the style sheet', style.url], ...numbered, ['the WebAssembly', wasm.url]];
}

for (const hosting of ['one origin', 'two origins'] as const) {
  test.describe(hosting, () => {
    test.use({ hosting });

    test('pages come with a policy that lets nothing run but our own', async ({ page }) => {
      for (const path of ['', 'devices/Security%20Cabinet%201', 'config.json']) {
        const answer = await page.request.get(path);
        const policy = answer.headers()['content-security-policy'] ?? '';
        expect(policy, path).toMatch(/default-src 'none'|default-src 'self'/);
        expect(policy).toContain("'wasm-unsafe-eval'");
        expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'/);
        expect(policy).toMatch(/base-uri 'self'/);
        expect(policy).toMatch(/frame-ancestors/);
        expect(answer.headers()['x-content-type-options']).toBe('nosniff');
      }
    });
  });
}

test.describe('tampering', () => {
  test.use({ hosting: 'two origins', expectedConsole: /valid digest|integrity|Failed to (fetch|load)|ERR_|Content Security Policy|script-src/i });

  for (const [what, name] of assets()) {
    test(`a flipped byte in ${what} keeps the dashboard from starting`, async ({ page, files }) => {
      const bytes = read(name);
      const middle = bytes.length >> 1;
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
      files.instead.set(name, bytes);
      await page.goto('');
      await expect(page.getByText('could not be started')).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeHidden();
    });
  }

  test('an inline script that somebody puts into the page does not run', async ({ page, files }) => {
    const html = read('index.html').toString();
    files.instead.set('index.html', html.replace('</head>', '<script>document.documentElement.dataset.foreign = "ran"</script></head>'));
    await page.goto('');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(page.locator('html')).not.toHaveAttribute('data-foreign');
  });
});
