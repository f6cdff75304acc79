import { createReadStream, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { globSync } from 'tinyglobby'
import { z } from 'zod'
import type { Block } from '../../src/model/block.js'
import { DEFAULT_LIMITS, type Source } from '../../src/model/source.js'
import { read } from '../../src/readers/index.js'
import type { Read, Truth } from './samples.js'

/** The document that a truth is of: one file, or the pictures of its pages. */
function sourceOf(folder: string, { file }: Truth): Source | null {
  const paths = globSync(`**/${file}`, { cwd: folder, absolute: true }).sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  const parts = paths.map((path) => ({ name: basename(path), bytes: new Uint8Array(readFileSync(path)) }))
  const [first] = parts
  if (!first) return null
  return { ...first, path: first.name, ...(parts.length > 1 ? { parts } : {}) }
}

/** Reads the document of a truth into blocks; null where there is none, or it cannot be read (said on standard error). */
export async function readDocument(folder: string, name: string, truth: Truth): Promise<Read | null> {
  const source = sourceOf(folder, truth)
  if (!source) return null
  try {
    const { blocks } = await read(source, { limits: DEFAULT_LIMITS, signal: null })
    return { name, blocks }
  } catch (error) {
    console.error(`${name}: ${String(error)}`)
    return null
  }
}

const alternative = z.object({ text: z.string(), confidence: z.number() })
const cell = z.object({
  row: z.int(),
  column: z.int(),
  rowSpan: z.int(),
  columnSpan: z.int(),
  text: z.string(),
  recognition: z
    .object({
      characters: z.array(z.object({ text: z.string(), confidence: z.number(), alternatives: z.array(alternative) })),
    })
    .optional(),
  uncertain: z.enum(['row', 'column']).optional(),
})
const table = z.object({
  kind: z.literal('table'),
  method: z.enum(['ruled', 'unruled', 'markup', 'text']),
  rows: z.int(),
  columns: z.int(),
  cells: z.array(cell),
  caption: z.string().nullable(),
})
const paragraph = z.object({ kind: z.literal('paragraph'), text: z.string() })
const line = z.object({
  name: z.string(),
  blocks: z.array(z.discriminatedUnion('kind', [table, paragraph, z.object({ kind: z.literal('picture') })])),
})

/** A block as the matching needs it; where it stood on its page is left out of the file. */
function toBlock(stored: z.infer<typeof line>['blocks'][number]): Block {
  switch (stored.kind) {
    case 'paragraph':
      return { ...stored, boxes: [], level: null, size: null, align: null }
    case 'picture':
      return { ...stored, bytes: null, width: null, height: null }
    case 'table':
      return {
        ...stored,
        pages: [],
        cells: stored.cells.map(({ recognition, uncertain, ...own }) => ({
          ...own,
          boxes: [],
          ...(recognition ? { recognition } : {}),
          ...(uncertain ? { uncertain } : {}),
        })),
      }
  }
}

/** One document as a line of the file between reading and fitting. */
export function toLine({ name, blocks }: Read): string {
  return JSON.stringify(line.parse({ name, blocks }))
}

export function fromLine(text: string): Read {
  const { name, blocks } = line.parse(JSON.parse(text))
  return { name, blocks: blocks.map(toBlock) }
}

/** The documents of a file of lines, one after the other. */
export async function* readLines(path: string): AsyncGenerator<Read> {
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity }))
    if (text.trim() !== '') yield fromLine(text)
}
