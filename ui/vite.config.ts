import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  build: {
    // The oldest web view that Ajar runs on: macOS 14.5.
    target: ['safari17.5', 'chrome123'],
    // The content policy allows fonts and images from files, not from data addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  server: { port: 1420, strictPort: true },
  // Component tests draw with Svelte's browser build.
  ...(process.env['VITEST'] ? { resolve: { conditions: ['browser'] } } : {}),
  test: {
    setupFiles: ['tests/region.ts', 'tests/shell.ts'],
    include: ['tests/**/*.test.ts'],
    restoreMocks: true,
  },
});
