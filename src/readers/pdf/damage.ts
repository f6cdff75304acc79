/** Damage that a PDF's bytes show before an engine makes the best of them. */

const END_OF_FILE = '%%EOF'
const OBJECT = /\b\d{1,7}\s+\d{1,5}\s+obj\b/
/** Streams packed like this hold bytes of all kinds, unless a second filter makes text of them. */
const PACKED = '/FlateDecode'
const AS_TEXT = /\/ASCII(?:85|Hex)Decode|\/A85\b|\/AHx\b/
/** A text of fewer lines tells nothing of its line ends. */
const MIN_LINES = 50
/** U+FFFD in UTF-8, as programs write it for bytes that are no text; so many do not stand in a sound file. */
const REPLACED = Buffer.from([0xef, 0xbf, 0xbd])
const MIN_REPLACED = 20
/** Share of all bytes that are no ASCII: the metadata of a sound file may hold a title that was lost so. */
const MIN_REPLACED_SHARE = 0.5

/** Why a file cannot be trusted, as the end of a sentence; null where nothing speaks against it. */
export function damageOf(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isCutInRevision(file)) return 'it ends in the midst of its last revision'
  return isSentAsText(file) ? 'it was sent as text, which changed its bytes' : null
}

/**
 * Objects behind the last end of the file: a revision was being added, and what it says is lost. Engines read the revision
 * before it, which holds old values.
 */
function isCutInRevision(file: Buffer): boolean {
  const end = file.lastIndexOf(END_OF_FILE, undefined, 'latin1')
  return end >= 0 && OBJECT.test(file.toString('latin1', end + END_OF_FILE.length))
}

function isSentAsText(file: Buffer): boolean {
  if (!file.includes(PACKED, 0, 'latin1')) return false
  const binary = file.findIndex((byte) => byte >= 0x80)
  if (binary < 0) return !AS_TEXT.test(file.toString('latin1'))
  return isReplaced(file) || hasOnlyPairs(file)
}

function isReplaced(file: Buffer): boolean {
  let count = 0
  for (let at = file.indexOf(REPLACED); at >= 0; at = file.indexOf(REPLACED, at + REPLACED.length)) count += 1
  if (count < MIN_REPLACED) return false
  const binary = file.reduce((sum, byte) => (byte >= 0x80 ? sum + 1 : sum), 0)
  return count * REPLACED.length >= MIN_REPLACED_SHARE * binary
}

/** Every line feed follows a carriage return, also within packed streams, where they stand by chance. */
function hasOnlyPairs(file: Buffer): boolean {
  let lines = 0
  for (let at = file.indexOf(0x0a); at >= 0; at = file.indexOf(0x0a, at + 1)) {
    if (file[at - 1] !== 0x0d) return false
    lines += 1
  }
  return lines >= MIN_LINES && file.includes('/FlateDecode', 0, 'latin1')
}
