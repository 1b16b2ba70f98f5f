import { defineConfig } from '@playwright/test';

/** A Chromium to start; without one Playwright starts its own. */
const executablePath = process.env.CHROMIUM_PATH || undefined;

export default defineConfig({
  testDir: 'specs',
  outputDir: 'results',
  // Every test starts a gateway of its own, so all may run at once.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    launchOptions: {
      executablePath,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Pages around the dashboard and the dashboard itself stand on hosts of different names, as safe as behind TLS.
        '--host-resolver-rules=MAP *.test 127.0.0.1',
        '--unsafely-treat-insecure-origin-as-secure=*.dashboard.test,*.portal.test,*.evil.test',
      ],
    },
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    screenshot: 'only-on-failure',
  },
});
