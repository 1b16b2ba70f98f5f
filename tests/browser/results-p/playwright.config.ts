import specs from '../playwright.config.ts';
export default { ...specs, testDir: '.', projects: [{ name: 'p' }] };
