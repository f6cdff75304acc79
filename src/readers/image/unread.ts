/** First bytes of the formats of pictures that nothing here decodes, in hexadecimal; `..` is any byte. */
const UNREAD = {
  BMP: '424d',
  HEIC: '........66747970(?:686569|686576)',
  'JPEG 2000': '0000000c6a502020',
  'JPEG XR': '4949bc01',
}

const HEAD_BYTES = 16

/** The name of a picture's format where it is one that is not read; null for all others. */
export function unreadFormat(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('hex')
  return Object.entries(UNREAD).find(([, signature]) => new RegExp(`^${signature}`).test(head))?.[0] ?? null
}
