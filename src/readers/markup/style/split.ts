/** Parts of a value between separators that stand outside of brackets and quotes. */
export function split(text: string, separator: ';' | ',' | ' '): readonly string[] {
  const parts: string[] = []
  let from = 0
  let depth = 0
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (letter === '\\') at += 1
    else if (quote !== '') quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '(') depth += 1
    else if (letter === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0 && (separator === ' ' ? /\s/u.test(letter) : letter === separator)) {
      parts.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  parts.push(text.slice(from).trim())
  return parts.filter((part) => part !== '')
}

/** A character written as its code, or with a backslash ahead (CSS Syntax Module Level 3, 4.3.7). */
const ESCAPE = /\\(?:([\da-f]{1,6})\s?|([^\n]))/giu

const LAST_CODE = 0x10ffff

const characterOf = (code: number): string => (code > LAST_CODE ? '' : String.fromCodePoint(code))

/**
 * A name or word of a style sheet with the letters that its escapes stand for. Other escapes stay: they make no word that is
 * known, as in `font-size:0\9`, which only Internet Explorer takes.
 */
export const unescaped = (text: string): string =>
  text.replace(ESCAPE, (escape, code: string | undefined, character: string | undefined) => {
    const letter = code === undefined ? (character ?? '') : characterOf(Number.parseInt(code, 16))
    return /^[A-Za-z-]$/u.test(letter) ? letter : escape
  })
