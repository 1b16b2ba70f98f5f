import specs from './playwright.config.ts';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  ...specs,
  testDir: 'bench',
  testMatch: /\.bench\.ts$/,
  workers: 1,
  timeout: 180_000,
  reporter: 'line',
});
