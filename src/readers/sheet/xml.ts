import { SaxesParser } from 'saxes'
import { DocumentError } from '../../model/problem.js'

/** An element's start: its name and its attributes without their prefixes, which every producer chooses. */
export interface XmlStart {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | undefined>>
}

/** Takes the XML of a part as it comes. */
export interface XmlHandlers {
  readonly open?: (start: XmlStart) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Extensions, alternatives for other programs, and phonetic guides: none of these is shown. */
const SKIPPED: ReadonlySet<string> = new Set(['extLst', 'Choice', 'rPh'])

/** No spreadsheet has deeper XML, or more bytes between two tags. */
const DEEPEST = 100
const LONGEST_TEXT_BYTES = 8_000_000

/**
 * Walks through the XML of a part.
 * @param part name of the part, for problems
 * @throws DocumentError damaged-file where it is not well-formed or declares a document type; text-too-long; what handlers and chunks throw
 */
export async function parseXml(chunks: AsyncIterable<Uint8Array>, part: string, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  let depth = 0
  let skippedFrom = 0
  let sinceTag = 0
  parser.on('error', ({ message }) => {
    throw broken(part, message)
  })
  // Entities are how XML is made to explode or to fetch.
  parser.on('doctype', () => {
    throw broken(part, 'it declares a document type, which Excel never does')
  })
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1
    sinceTag = 0
    if (depth > DEEPEST) throw broken(part, 'nested too deeply')
    const local = withoutPrefix(name)
    if (skippedFrom === 0 && SKIPPED.has(local)) skippedFrom = depth
    if (skippedFrom === 0) handlers.open?.({ name: local, attributes: localNames(attributes) })
  })
  parser.on('closetag', ({ name }) => {
    if (skippedFrom === 0) handlers.close?.(withoutPrefix(name))
    else if (skippedFrom === depth) skippedFrom = 0
    depth -= 1
    sinceTag = 0
  })
  const text = (said: string): void => {
    if (skippedFrom === 0) handlers.text?.(said)
  }
  if (handlers.text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  let decoder: InstanceType<typeof TextDecoder> | null = null
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk))
    sinceTag += chunk.length
    if (sinceTag > LONGEST_TEXT_BYTES) throw new DocumentError('text-too-long', { limit: LONGEST_TEXT_BYTES })
    parser.write(decoder.decode(chunk, { stream: true }))
  }
  parser.write(decoder?.decode() ?? '')
  parser.close()
}

const broken = (part: string, reason: string): DocumentError =>
  new DocumentError('damaged-file', { format: 'Excel', reason: `${part}: ${reason}`.slice(0, 160) })

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1)

function localNames(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const name in attributes)
    if (name.includes(':'))
      return Object.fromEntries(Object.entries(attributes).map(([each, value]) => [withoutPrefix(each), value]))
  return attributes
}

/** XML without a mark of its encoding is UTF-8, as packages have to be; UTF-16 shows by its first bytes. */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return 'utf-8'
}
