// What no spec may bring about: console errors and warnings, exceptions, and violations of the security policy.

import type { BrowserContext } from '@playwright/test';

/** Notes them from now on, on all pages of a context. */
export async function watch(context: BrowserContext, note: (problem: string) => void): Promise<void> {
  context.on('console', (message) => {
    const isGrave = message.type() === 'error' || message.type() === 'warning';
    if (isGrave) note(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => note(`exception: ${error.error().message}`));
  context.on('page', (page) => page.on('crash', () => note('the page crashed')));
  await context.exposeFunction('noteViolation', (text: string) => note(`policy violation: ${text}`));
  await context.addInitScript(() => {
    const note = (window as unknown as { noteViolation: (text: string) => void }).noteViolation;
    addEventListener('securitypolicyviolation', (violation) => {
      note(`${violation.violatedDirective} blocked ${violation.blockedURI} ${violation.sample}`);
    });
  });
}
