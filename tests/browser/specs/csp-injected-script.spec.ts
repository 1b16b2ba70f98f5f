// What a script could try that got into the page: the security policy refuses it, and nothing leaves for elsewhere.

import type { Page } from '@playwright/test';
import { signIn } from '../support/actions.ts';
import { Elsewhere } from '../support/other-origin.ts';
import { expect, test as base } from '../support/fixtures.ts';

const test = base.extend<{ elsewhere: Elsewhere }>({
  elsewhere: async ({}, use) => {
    const elsewhere = await Elsewhere.start();
    await use(elsewhere);
    await elsewhere.stop();
  },
});

/** What is tried, with the address of another origin, and the part of the policy that refuses it. */
const ATTEMPTS: [string, (url: string) => unknown, string][] = [
  ['an inline script', () => {
    document.body.append(Object.assign(document.createElement('script'), { text: 'document.documentElement.dataset.foreign = "ran"' }));
  }, 'script-src-elem'],
  ['an inline handler', () => {
    const button = document.createElement('button');
    button.setAttribute('onclick', 'document.documentElement.dataset.foreign = "ran"');
    document.body.append(button);
    button.click();
  }, 'script-src-attr'],
  ['a link that is a script', () => {
    const link = Object.assign(document.createElement('a'), { href: 'javascript:document.documentElement.dataset.foreign = "ran"' });
    document.body.append(link);
    link.click();
  }, 'script-src-elem'],
  ['a text that is run', () => setTimeout('document.documentElement.dataset.foreign = "ran"'), 'script-src'],
  ['a script of another origin', (url) => {
    document.body.append(Object.assign(document.createElement('script'), { src: `${url}script` }));
  }, 'script-src-elem'],
  ['a module of another origin', (url) => {
    document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: `${url}module` }));
  }, 'script-src-elem'],
  ['an import from another origin', (url) => {
    import(`${url}import`).catch(() => undefined);
  }, 'script-src-elem'],
  ['a script in a data URL', () => {
    document.body.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,document.documentElement.dataset.foreign="ran"' }));
  }, 'script-src-elem'],
  ['a script in a blob', () => {
    const blob = new Blob(['document.documentElement.dataset.foreign = "ran"'], { type: 'text/javascript' });
    document.body.append(Object.assign(document.createElement('script'), { src: URL.createObjectURL(blob) }));
  }, 'script-src-elem'],
  ['a worker in a blob', () => {
    try {
      new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })));
    } catch {
      // Some browsers throw, others tell the worker's error event.
    }
  }, 'worker-src'],
  ['a fetch elsewhere', (url) => {
    fetch(`${url}fetch`, { mode: 'no-cors', method: 'POST', body: 'a secret' }).catch(() => undefined);
  }, 'connect-src'],
  ['an XMLHttpRequest elsewhere', (url) => {
    const request = new XMLHttpRequest();
    request.open('GET', `${url}request`);
    request.send();
  }, 'connect-src'],
  ['a WebSocket elsewhere', (url) => void new WebSocket(url.replace('http', 'ws')), 'connect-src'],
  ['an event stream elsewhere', (url) => void new EventSource(`${url}stream`), 'connect-src'],
  ['a beacon elsewhere', (url) => navigator.sendBeacon(`${url}beacon`, 'a secret'), 'connect-src'],
  ['a picture elsewhere', (url) => void (new Image().src = `${url}picture?a-secret`), 'img-src'],
  ['a style sheet elsewhere', (url) => {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${url}style` }));
  }, 'style-src-elem'],
  ['a style in an attribute', (url) => document.body.setAttribute('style', `background: url(${url}background)`), 'style-src-attr'],
  ['a font elsewhere', (url) => {
    new FontFace('foreign', `url(${url}font)`).load().catch(() => undefined);
  }, 'font-src'],
  ['a frame', (url) => document.body.append(Object.assign(document.createElement('iframe'), { src: `${url}frame` })), 'frame-src'],
  ['a form that is sent', (url) => {
    const form = Object.assign(document.createElement('form'), { action: `${url}form`, method: 'post' });
    document.body.append(form);
    form.submit();
  }, 'form-action'],
  ['another base', (url) => document.head.prepend(Object.assign(document.createElement('base'), { href: url })), 'base-uri'],
];

declare global {
  interface Window {
    refused: string[];
  }
}

/** From the next page on, every part of the policy that has refused something. */
async function noteRefusals(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.refused = [];
    addEventListener('securitypolicyviolation', (violation) => window.refused.push(violation.effectiveDirective));
  });
}

for (const hosting of ['one origin', 'two origins'] as const) {
  test.describe(hosting, () => {
    test.use({ hosting, expectedConsole: /policy violation|Content Security Policy|Refused to|ERR_BLOCKED_BY_CSP|violates the following/i });

    test('nothing runs that is not ours, and nothing leaves', async ({ page, elsewhere }) => {
      await noteRefusals(page);
      await signIn(page, 'devices');
      const here = page.url();
      for (const [what, attempt, directive] of ATTEMPTS) {
        await test.step(what, async () => {
          await page.evaluate(attempt, elsewhere.url);
          await expect.poll(() => page.evaluate(() => window.refused.splice(0))).toContain(directive);
          expect(await page.evaluate(() => document.documentElement.dataset.foreign), 'what it would have set').toBeUndefined();
        });
      }
      expect(page.url()).toBe(here);
      expect(elsewhere.calls).toEqual([]);
    });
  });
}
