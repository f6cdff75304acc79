/** A tag of an XML text, or the text between two tags. */
export type XmlToken =
  | { readonly kind: 'text'; readonly source: string }
  | {
      readonly kind: 'open' | 'empty' | 'close'
      readonly name: string
      /** As it stands in the file, with its brackets. */
      readonly source: string
    }

/** Parts an XML text into tags and what stands between them; comments and instructions are dropped. Linear in its length. */
export function* tokens(xml: string): Generator<XmlToken> {
  let at = 0
  while (at < xml.length) {
    const open = xml.indexOf('<', at)
    if (open < 0) {
      yield { kind: 'text', source: xml.slice(at) }
      return
    }
    if (open > at) yield { kind: 'text', source: xml.slice(at, open) }
    if (xml.startsWith('<!--', open)) at = after(xml, '-->', open + 4)
    else if (xml.startsWith('<?', open)) at = after(xml, '?>', open + 2)
    else if (xml.startsWith('<![CDATA[', open)) {
      at = after(xml, ']]>', open + 9)
      const text = xml.slice(open + 9, xml.endsWith(']]>', at) ? at - 3 : at)
      yield { kind: 'text', source: text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') }
    } else {
      at = endOfTag(xml, open + 1)
      yield tagToken(xml.slice(open, at))
    }
  }
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from)
  return found < 0 ? xml.length : found + mark.length
}

/** A `>` inside of an attribute's value does not end its tag. */
function endOfTag(xml: string, from: number): number {
  let quote = ''
  for (let at = from; at < xml.length; at++) {
    const char = xml[at] ?? ''
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '>') return at + 1
  }
  return xml.length
}

function tagToken(source: string): XmlToken {
  const name = /^<\/?\s*([^\s/>]+)/.exec(source)?.[1] ?? ''
  if (source.startsWith('</')) return { kind: 'close', name, source }
  return { kind: source.endsWith('/>') ? 'empty' : 'open', name, source }
}

/** By names of attributes, of which there are few. */
const PATTERNS = new Map<string, RegExp>()

/** The value of an attribute of a tag; null where it has none. */
export function attribute(tag: string, name: string): string | null {
  let pattern = PATTERNS.get(name)
  if (!pattern) PATTERNS.set(name, (pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)))
  const match = pattern.exec(tag)
  const written = match?.[1] ?? match?.[2]
  return written === undefined ? null : withoutReferences(written)
}

/** An attribute's value with the characters in place of the references that stand for them by number. */
export function withoutReferences(value: string): string {
  if (!value.includes('&#')) return value
  return value.replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/giu, (written, hex: string | undefined, decimal?: string) => {
    const point = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16)
    // Characters that would end the value stay escaped.
    return point > 0x20 && point <= 0x10ffff && !`"'&<`.includes(String.fromCodePoint(point))
      ? String.fromCodePoint(point)
      : written
  })
}

const UNITS: Readonly<Record<string, number>> = { pt: 2, pi: 24, pc: 24, in: 144, cm: 144 / 2.54, mm: 14.4 / 2.54 }

/** A measure in half points: a bare number is one already where it stands for nothing else. */
export function halfPoints(value: string): number {
  const unit = /[a-z]+$/.exec(value)?.[0]
  return parseFloat(value) * (unit === undefined ? 1 : (UNITS[unit] ?? 1))
}

/** A length in twentieths of a point: a plain number, or one with its unit; NaN where it is none. */
export const twips = (text: string): number =>
  /[a-z]/iu.test(text) ? halfPoints(text) * 10 : text === '' ? NaN : Number(text)
