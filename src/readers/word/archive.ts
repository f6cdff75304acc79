/** The page in a web archive (MHTML), as bytes of HTML; null for what is no such archive. */
export function pageOfArchive(bytes: Uint8Array): Uint8Array | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const head = headerOf(text)
  if (!/^content-type:\s*(?:multipart\/related|text\/html)/im.test(head)) return null
  const boundary = /boundary\s*=\s*"?([^";\r\n]+)/i.exec(head)?.[1]?.trim()
  const parts = boundary === undefined ? [text] : text.split(`--${boundary}`).slice(1)
  const page = parts.find((part) => /^content-type:\s*text\/html/im.test(headerOf(part)))
  return page === undefined ? null : decoded(page)
}

/** The lines ahead of the first empty one, with those that go on put together. */
const headerOf = (part: string): string =>
  (/^\s*([^]*?)\r?\n\r?\n/.exec(part.slice(0, 8_000))?.[1] ?? '').replace(/\r?\n[ \t]+/g, ' ')

function decoded(part: string): Uint8Array {
  const body = part.replace(/^\s*[^]*?\r?\n\r?\n/, '')
  const encoding = /^content-transfer-encoding:\s*([\w-]+)/im.exec(headerOf(part))?.[1]?.toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  const plain =
    encoding === 'quoted-printable'
      ? body
          .replace(/=[ \t]*\r?\n/g, '')
          .replace(/=([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
      : body
  return Buffer.from(plain, 'latin1')
}
