import specs from './playwright.config.ts';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  ...specs,
  testDir: 'pictures',
  testMatch: /\.picture\.ts$/,
  projects: [{ name: 'picture' }],
  reporter: 'line',
});
