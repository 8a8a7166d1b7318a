import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Some tests start processes; a loaded machine must not make them fail.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ['{generator,world,reference,conformance,cli,clients,fuzz}/**/*.test.ts'],
    exclude: ['**/*.browser.test.ts', '**/testdata/**', 'node_modules', 'dist'],
  },
});
