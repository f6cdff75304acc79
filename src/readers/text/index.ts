import type { Block } from '../../model/block.js'
import { DocumentError } from '../../model/problem.js'
import type { Reading, ReadOptions, Source, Metadata } from '../../model/source.js'
import { boundText } from '../bounds.js'
import { decodeText } from '../encoding.js'
import { withTabs, toLines, type Line } from './lines.js'
import { looseBlocks } from './loose.js'
import { findStretches } from './stretches.js'
import { toTables } from './tables.js'

/** Page furniture stands in the first lines, ahead of the report. */
const HEAD_LINES = 20

const PUBLISHED =
  /(?:发布|公开|发文|成文|生成)(?:日期|时间)\s*[:：]?\s*(\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?)/u
const ORGAN = /(?:发布机构|公开机构|发文机关|发布单位|公开主体)\s*[:：]\s*(\S{2,30})/u

/**
 * Reads plain text as text extractors leave it: the statutory tables' grids recovered from their labels and from how the
 * text marks cells, everything else as paragraphs and loose tables. Throws DocumentError `empty-file` where there is no
 * text, `text-too-long` where there is far too much.
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

/** Reads the facts in the lines above a report on a web page: 发布日期:2022-01-21 09:52:01, 发布机构：…. */
function furnitureOf(lines: readonly Line[]): Metadata {
  const head = lines.filter(({ text }) => text !== '').slice(0, HEAD_LINES)
  const find = (pattern: RegExp): string | undefined => {
    for (const { text } of head) {
      const found = text.length < 200 ? pattern.exec(text)?.[1] : undefined
      if (found !== undefined) return found.replace(/\s+/gu, '')
    }
    return undefined
  }
  const published = find(PUBLISHED)
  const organ = find(ORGAN)
  return { ...(published === undefined ? {} : { published }), ...(organ === undefined ? {} : { organ }) }
}
