import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{generator,world,reference,conformance,cli,clients,fuzz}/**/*.test.ts'],
    exclude: ['**/*.browser.test.ts', '**/testdata/**', 'node_modules', 'dist'],
  },
});
