import { defineConfig } from 'vitest/config';

/** The specs of one run go one after the other against one running server (see browser.ts for the environment they need). */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 60_000,
    retry: 0,
  },
});
