import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { devicePath, signIn } from '../support/actions.ts';
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

/** What is run, but loaded only when somebody goes where it is needed. */
function parts(): string[] {
  return readdirSync(DIST).filter((name) => name.endsWith('.wasm') && !name.includes('_bg'));
}

function withFlippedByte(bytes: Buffer): Buffer {
  const flipped = Buffer.from(bytes);
  const middle = flipped.length >> 1;
  flipped.writeUInt8(flipped.readUInt8(middle) ^ 1, middle);
  return flipped;
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
      files.instead.set(name, withFlippedByte(read(name)));
      await page.goto('');
      await expect(page.getByText('could not be started')).toBeVisible();
      await expect(page.getByRole('alert')).toContainText(`The file ${name} is not as it was built`);
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeHidden();
    });
  }

  test('a flipped byte in the inline script keeps everything from being loaded', async ({ page, files, problems }) => {
    const html = read('index.html').toString();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    files.instead.set('index.html', html.replace('document.head.prepend', 'document.head.qrepend'));
    const refused = page.waitForEvent('console', (message) => /inline script violates/.test(message.text()));
    await page.goto('');
    await refused;
    await page.waitForLoadState('load');
    expect(asked).toEqual(['/']);
    await expect(page.getByText('its first script does not run')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeHidden();
    expect(problems).toEqual([]);
  });

  test('a flipped byte in any part that is loaded later keeps the page closed that needs it', async ({ page }) => {
    test.slow();
    let tampered = parts();
    const [asked, refused] = [new Set<string>(), new Set<string>()];
    await page.route(/\.wasm$/, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      if (parts().includes(name)) asked.add(name);
      const body = tampered.includes(name) ? withFlippedByte(read(name)) : read(name);
      await route.fulfill({ contentType: 'application/wasm', headers: { 'Access-Control-Allow-Origin': '*' }, body });
    });
    page.on('console', (message) => {
      const part = /valid digest.*\/([^/]+\.wasm)'/.exec(message.text())?.[1];
      if (part) refused.add(part);
    });
    // What speaks with the page around a frame is asked for in frames alone: embed.spec.ts.
    const left = new Set(parts().filter((part) => !part.startsWith('split_surroundings')));
    for (const path of ['overview', 'devices', devicePath('Security Cabinet 1'), 'incidents', 'commands', 'policies']) {
      // The page before goes on loading parts, which are not refused once it is left.
      await page.goto('about:blank');
      tampered = parts();
      asked.clear();
      refused.clear();
      await signIn(page, path);
      const alert = page.getByRole('alert').filter({ hasText: 'This page could not be loaded' });
      await expect(alert).toBeVisible();
      await expect.poll(() => [...refused].sort(), 'each by itself').toEqual([...asked].sort());
      for (const part of asked) left.delete(part);
      // One of them is enough, and the page opens only without.
      const [one = ''] = asked;
      tampered = [one];
      const again = page.waitForResponse((answer) => answer.url().endsWith(one));
      await page.getByRole('button', { name: 'Try again' }).click();
      await again;
      await expect(alert, one).toBeVisible();
      tampered = [];
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(alert).toBeHidden();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
    expect([...left], 'parts that no page asked for').toEqual([]);
  });

  test('an inline script that somebody puts into the page does not run', async ({ page, files }) => {
    const html = read('index.html').toString();
    files.instead.set('index.html', html.replace('</head>', '<script>document.documentElement.dataset.foreign = "ran"</script></head>'));
    await page.goto('');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(page.locator('html')).not.toHaveAttribute('data-foreign');
  });
});
