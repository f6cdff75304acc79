import type { Block } from '../model/block.js'
import { bandIn } from '../vocabulary/bands.js'
import { hasBlocks } from '../vocabulary/families.js'
import { sectionOf, type StatutoryTable } from '../vocabulary/forms.js'
import { statutorySection } from '../vocabulary/sections.js'
import { numeral } from '../vocabulary/labels.js'
import type { Grid } from './grid.js'

/** 表1, 附表 2-1, Table 3 at the head of a caption. */
const CAPTION = /^\s*((?:附?表|图表)\s*[\d一二三四五六七八九十]+(?:[-－–.．]\d+)*|Table\s*\d+(?:[-.]\d+)*)/iu

/** How many paragraphs before a table may carry its number. */
const LOOK_BACK = 3

const captionNumber = (text: string | null): string | null => {
  const match = text === null ? null : CAPTION.exec(text)
  return match?.[1]?.replace(/\s+/gu, ' ').trim() ?? null
}

/** The bands (第二十条第（…）项) that a table prints. */
function bandsOf(grid: Grid): string[] {
  return [...new Set(grid.table.cells.flatMap(({ text }) => bandIn(text) ?? []))]
}

/** The number that a table stands under or carries: 表1 of its caption, its own band, the band or 表1 before it, its section. */
export function tableNumber(
  grid: Grid,
  kind: StatutoryTable | null,
  before: readonly Block[],
  section: number | null,
): string | null {
  const captioned = captionNumber(grid.table.caption)
  if (captioned !== null) return captioned
  const nearest: string[] = []
  for (const block of [...before].reverse()) {
    if (block.kind !== 'paragraph' || nearest.length === LOOK_BACK || statutorySection(block.text) !== null) break
    nearest.push(block.text)
  }
  const printed = nearest.map(captionNumber).find((number) => number !== null)
  if (printed) return printed
  if (kind !== null && hasBlocks(kind)) {
    const bands = bandsOf(grid)
    if (bands.length === 1) return bands[0] ?? null
    const band = bands.length === 0 ? nearest.map(bandIn).find((each) => each !== null) : undefined
    if (band) return band
  }
  const own = kind === null ? section : sectionOf(kind)
  return own === null ? null : numeral(own)
}
