/**
 * File names are bytes. Where those are no UTF-8 (archives from Windows unpacked on Linux leave names in GBK), each byte that
 * is none is held as a character of its own in the private use area, so that a name is a text everywhere and leads back to
 * its file all the same.
 */

const FIRST = 0xef00
const ESCAPED = /[\uef80-\uefff]/u
const NOT_UTF8 = '\ufffd'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const gbk = new TextDecoder('gb18030', { fatal: true })

/** How many bytes a character of UTF-8 has that begins so; 1 also where none begins so. */
const lengthOf = (lead: number): number => (lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1)

function decoded(bytes: Uint8Array): string | null {
  try {
    const text = strict.decode(bytes)
    return ESCAPED.test(text) ? null : text
  } catch {
    return null
  }
}

/** A name or path as text, from its bytes. */
export function textOfName(bytes: Uint8Array): string {
  const whole = decoded(bytes)
  if (whole !== null) return whole
  let text = ''
  for (let place = 0; place < bytes.length;) {
    const byte = bytes[place] ?? 0
    const length = lengthOf(byte)
    const character = decoded(bytes.subarray(place, place + length))
    text += character ?? String.fromCharCode(FIRST + byte)
    place += character === null ? 1 : length
  }
  return text
}

const bytesOf = (text: string): Buffer =>
  Buffer.concat(
    Array.from(text, (character) =>
      ESCAPED.test(character) ? Buffer.from([character.charCodeAt(0) - FIRST]) : Buffer.from(character),
    ),
  )

/** Gives a path as the file system takes it: the text itself, unless its bytes are no UTF-8. */
export const onDisk = (path: string): string | Buffer => (ESCAPED.test(path) ? bytesOf(path) : path)

/** A path as people read it: names that are no UTF-8 are taken for GBK, else their bytes are shown in hexadecimal. */
export function shownPath(path: string): string {
  if (!ESCAPED.test(path)) return path
  return path
    .split('/')
    .map((name) => (ESCAPED.test(name) ? shownName(name) : name))
    .join('/')
}

function shownName(name: string): string {
  try {
    return gbk.decode(bytesOf(name))
  } catch {
    return Array.from(name, (character) =>
      ESCAPED.test(character) ? `%${(character.charCodeAt(0) - FIRST).toString(16).toUpperCase()}` : character,
    ).join('')
  }
}

/**
 * The arguments of a command line as text that leads to files. Node replaces what is no UTF-8 in them.
 * @param commandLine as the system keeps it, arguments ended by NUL; null where it does not tell
 */
export function namesGiven(args: readonly string[], commandLine: Uint8Array | null): readonly string[] {
  if (!commandLine || args.every((arg) => !arg.includes(NOT_UTF8))) return args
  const all: Buffer[] = []
  let rest = Buffer.from(commandLine)
  for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
    all.push(rest.subarray(0, end))
    rest = rest.subarray(end + 1)
  }
  return args.map((arg) => {
    const place = arg.includes(NOT_UTF8) ? all.findIndex((bytes) => bytes.toString() === arg) : -1
    const [found] = place < 0 ? [] : all.splice(place, 1)
    return found ? textOfName(found) : arg
  })
}
