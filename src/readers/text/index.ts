import type { Block } from '../../model/block.js'
import { DocumentError } from '../../model/problem.js'
import type { Reading, ReadOptions, Source } from '../../model/source.js'
import { boundText } from '../bounds.js'
import { decodeText } from '../encoding.js'
import { withTabs } from './commas.js'
import { toLines } from './lines.js'
import { looseBlocks } from './loose.js'
import { furnitureOf } from './furniture.js'
import { findStretches } from './stretches.js'
import { toTables } from './tables.js'

/**
 * Reads plain text as text extractors leave it: the statutory tables' grids recovered from their labels and from how the
 * text marks cells, everything else as paragraphs and loose tables. Throws DocumentError `empty-file` where there is no text, `text-too-long` where there is far too much.
 */
export async function readText(source: Source, options: ReadOptions): Promise<Reading> {
  options.signal?.throwIfAborted()
  const { text } = decodeText(source.bytes)
  boundText(text)
  const lines = withTabs(toLines(text))
  if (lines.every((line) => line.text === '')) throw new DocumentError('empty-file')
  const stretches = findStretches(lines)
  const tables = toTables(lines, stretches)
  const blocks: Block[] = []
  let at = 0
  stretches.forEach((stretch, index) => {
    const table = tables[index]
    if (!table) return
    for (const block of looseBlocks(lines.slice(at, stretch.start))) blocks.push(block)
    blocks.push(table)
    at = stretch.end
  })
  for (const block of looseBlocks(lines.slice(at))) blocks.push(block)
  return Promise.resolve({
    format: 'text',
    pages: null,
    blocks,
    metadata: furnitureOf(lines),
    problems: [],
    pdfEngine: null,
    recogniser: null,
  })
}
