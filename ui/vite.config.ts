// How the interface is built, served and tested; knows nothing of the program.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte({ dynamicCompileOptions: forceRunesOnlyAtHome }), svelteTesting()],
  base: '/',
  clearScreen: false,
  server: { host: 'localhost', port: 5173, strictPort: true },
  preview: { host: 'localhost', port: 4173, strictPort: true },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'safari17',
    // The window's policy forbids data: fonts, and nothing travels over a network anyway.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['./vitest.setup.ts'],
    restoreMocks: true,
    // No test asserts a time; on a busy machine with two cores some wait long for their turn.
    testTimeout: 60_000,
  },
});

/** Runes are required in our own files; packages may still use the older syntax. */
function forceRunesOnlyAtHome({ filename }: { filename: string }) {
  return filename.includes('node_modules') ? { runes: undefined } : undefined;
}
