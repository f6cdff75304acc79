export type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

let library: Promise<Pdfjs> | null = null

/** pdf.js looks for a canvas to draw on when it is loaded, and complains if there is none; nothing is drawn here. */
const CANVAS_COMPLAINT = /^Warning: Cannot (load "@napi-rs\/canvas"|polyfill|access the `require`)/

/** Loads pdf.js once, without its word about a missing canvas on the console. */
export function loadPdfjs(): Promise<Pdfjs> {
  library ??= quietly(() => import('pdfjs-dist/legacy/build/pdf.mjs'))
  return library
}

async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const { warn } = console
  const filtered = (...message: readonly unknown[]): void => {
    if (!CANVAS_COMPLAINT.test(String(message[0]))) warn(...message)
  }
  console.warn = filtered
  try {
    return await load()
  } finally {
    if (console.warn === filtered) console.warn = warn
  }
}
