import { defineConfig } from 'vitest/config';

export default defineConfig({
  build: {
    target: 'es2022',
    outDir: 'dist',
    // MapLibre is one 1 MB module; splitting it gains nothing on a local network.
    chunkSizeWarningLimit: 1600,
  },
  worker: { format: 'es' },
  test: { include: ['tests/**/*.test.ts'] },
});
