/** First bytes by which binary formats are known, in hexadecimal; `..` is any byte. */

const IMAGES = [
  '89504e47', // PNG
  'ffd8ff', // JPEG
  '47494638..61', // GIF
  '49492a00', // TIFF, little endian
  '4d4d002a', // TIFF, big endian
  '49492b00', // BigTIFF
  '4d4d002b',
  '424d........00000000', // BMP
  '52494646........57454250', // WebP
  '........66747970686569', // HEIC, HEIF
  '........667479706d696631',
  '........6674797061766966', // AVIF
  '0000000c6a502020', // JPEG 2000
  '4949bc01', // JPEG XR
]

const ARCHIVES = [
  '526172211a07', // RAR
  '377abcaf271c', // 7z
  '1f8b', // gzip
  '425a68..314159265359', // bzip2
  'fd377a585a00', // xz
  '28b52ffd', // Zstandard
  '4d534346000000', // Cabinet
  `${'..'.repeat(257)}7573746172`, // tar
]

/** Binary documents from before OLE2: Word 2 for Windows, Word for DOS, Word for Macintosh. */
const ANCIENT_WORD = ['dba52d00', '31be0000', 'fe37001c', 'fe370023']

const ZIP = ['504b0304', '504b0506', '504b0708']

/** First bytes of the formats of pictures that nothing here decodes, in hexadecimal; `..` is any byte. */
const UNREAD = {
  BMP: '424d',
  HEIC: '........66747970(?:686569|686576)',
  'JPEG 2000': '0000000c6a502020',
  'JPEG XR': '4949bc01',
}

const PICTURE_HEAD_BYTES = 16

const compiled = (signatures: readonly string[]): RegExp => new RegExp(`^(?:${signatures.join('|')})`)

const PATTERNS = {
  zip: compiled(ZIP),
  image: compiled(IMAGES),
  archive: compiled(ARCHIVES),
  'ancient-word': compiled(ANCIENT_WORD),
}

/** Long enough for the signature that starts last (tar). */
const HEAD_BYTES = 264

/** The kind of binary file that the first bytes tell; null if none of these. */
export function signatureOf(bytes: Uint8Array): keyof typeof PATTERNS | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES)).toString('hex')
  for (const kind of ['zip', 'image', 'archive', 'ancient-word'] as const) if (PATTERNS[kind].test(head)) return kind
  return null
}

/** The name of a picture's format where it is one that is not read; null for all others. */
export function unreadFormat(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, PICTURE_HEAD_BYTES)).toString('hex')
  return Object.entries(UNREAD).find(([, signature]) => new RegExp(`^${signature}`).test(head))?.[0] ?? null
}
