/** Where a declaration of the encoding is looked for: pages with long scripts ahead of it exist. */
const DECLARATION_BYTES = 64 * 1024

/** The encoding that the page declares; it need not be true. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, DECLARATION_BYTES)).toString(
    'latin1',
  )
  const found =
    /<meta\b[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head) ??
    /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)/i.exec(head)
  return found?.[1] ?? null
}
