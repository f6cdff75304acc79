import { split } from './split.js'
import { attributeOf, type PageElement } from './dom.js'

/** Text that a style sheet puts before or after an element's own. */
export interface Generated {
  readonly text: string
}

/** Bullets, quotes, marks of icon fonts and the like say nothing of a number beside them. */
const ORNAMENT = /^[\s\u200b\p{Co}"'“”‘’«»‹›•·●○■□▪▫◆◇★☆▲△▼▽►▶▸→›:：;；|/、*※✓✔]*$/u

/** The content of a pseudo-element; null where nothing, or but an ornament, is shown. */
export function generatedBy(content: string | undefined, element: PageElement): Generated | null {
  if (content === undefined || /^(?:none|normal|inherit|initial)$/iu.test(content)) return null
  let text = ''
  let isText = true
  // Text after a slash is read aloud only.
  for (const part of split(content.replace(/\s\/\s[^]*$/u, ''), ' ')) {
    const quoted = /^(["'])([^]*)\1$/u.exec(part)
    const named = /^attr\(\s*([\w-]+)[^()]*\)$/iu.exec(part)?.[1]
    if (quoted) text += unescape(quoted[2] ?? '')
    else if (named !== undefined) text += attributeOf(element, named.toLowerCase()) ?? ''
    else if (!/^(?:no-)?(?:open|close)-quote$/iu.test(part)) isText = false
  }
  return isText && ORNAMENT.test(text) ? null : { text }
}

/** Tells whether a content is a sign that only the font knows in which it is shown. */
export const isIcon = (content: string | undefined): boolean => /\p{Co}/u.test(unescape(content ?? ''))

function unescape(text: string): string {
  return text.replace(/\\(?:([\da-f]{1,6})\s?|\r?\n|([^]))/giu, (_, code: string | undefined, letter = '') => {
    const point = code === undefined ? 0 : Number.parseInt(code, 16)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : String(letter)
  })
}
