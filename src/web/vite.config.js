import { fileURLToPath, URL } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

/** Builds the pages of the workbench; see scripts/build-web.js. */
export default {
  root: at('.'),
  // Nothing is fetched from elsewhere, and no script stands in a page.
  build: {
    outDir: at('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // The charts are one part, which only the overview loads.
    chunkSizeWarningLimit: 1_000,
    license: { fileName: 'licences.md' },
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  logLevel: 'warn',
}
