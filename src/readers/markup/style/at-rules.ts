import { mediaHolds, supportsHolds } from './media.js'

/** Whether the rules in an at-rule count on the screen. */
export function isEntered(name: string, prelude: string): 'yes' | 'no' | 'unsure' {
  const said = (holds: boolean): 'yes' | 'no' => (holds ? 'yes' : 'no')
  switch (name) {
    case 'media':
      return said(mediaHolds(prelude))
    case 'supports':
      return said(supportsHolds(prelude))
    case 'layer':
      return 'yes'
    case 'scope':
      return /^\([^()]*(?:\([^()]*\)[^()]*)*\)$/u.test(prelude.trim()) ? 'yes' : 'unsure'
    case 'container':
      return 'unsure'
    default:
      return 'no'
  }
}

/** The elements in which the rules of a scope count; they are no more particular for it. */
export function scoped(prelude: string, outer: readonly string[]): readonly string[] {
  const root = /^\(([^()]*(?:\([^()]*\)[^()]*)*)\)/u.exec(prelude.trim())?.[1]
  return root === undefined ? outer : [`:where(${root})`]
}

/** The style sheet in a `data:` address; null for another address. */
export function dataSheet(address: string): string | null {
  const found = /data:text\/css[^,"')]*?(;base64)?,([^"')]*)/iu.exec(address)
  if (!found) return null
  const [, base64, data = ''] = found
  try {
    const text = decodeURIComponent(data)
    return base64 === undefined ? text : Buffer.from(text, 'base64').toString('utf8')
  } catch {
    return ''
  }
}

/** Whether a font that the page brings along may show other digits than the characters say. */
export function isDisguise(body: string): boolean {
  if (/size-adjust\s*:\s*0/iu.test(body) || /src\s*:[^;]*url\(\s*["']?data:/iu.test(body)) return true
  return /unicode-range\s*:[^;]*\bu\+(?:0{0,4}3[0-9?])(?:-0{0,4}3[0-9a-f])?\b/iu.test(body)
}
