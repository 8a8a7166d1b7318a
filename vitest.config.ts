import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{generator,world,reference,conformance,cli}/**/*.test.ts'],
    exclude: ['**/testdata/**', 'node_modules', 'dist'],
  },
});
