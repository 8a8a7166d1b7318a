/** Tests that need a browser: `npm run test:browser`, with Chromium at /usr/bin/chromium or where CHROMIUM says. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['conformance/**/*.browser.test.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
});
