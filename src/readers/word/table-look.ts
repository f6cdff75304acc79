import { attribute } from './xml.js'
import { childOf, everyElement, switchOf, valueOf, type XmlElement, type XmlNode } from './tree.js'

/** The place of a cell in its table, counted from 0. */
interface CellPlace {
  readonly row: number
  readonly rows: number
  readonly column: number
  readonly columns: number
}

/** The bits of the old spelling of a table's look. */
const BITS = { firstRow: 0x20, lastRow: 0x40, firstColumn: 0x80, lastColumn: 0x100, noHBand: 0x200, noVBand: 0x400 }

/** The parts of a table's style that apply to a cell, the strongest first: ECMA-376 part 1, 17.7.6. */
export function conditionsOf(look: XmlElement | undefined, at: CellPlace, band: number): readonly string[] {
  const bits = parseInt((look && attribute(look.tag, 'w:val')) ?? '04A0', 16)
  const has = (name: keyof typeof BITS): boolean => {
    const own = look && attribute(look.tag, `w:${name}`)
    return own ? /^(?:1|true|on)$/.test(own) : (bits & BITS[name]) !== 0
  }
  const firstRow = has('firstRow') && at.row === 0
  const firstColumn = has('firstColumn') && at.column === 0
  const row = at.row - (has('firstRow') ? 1 : 0)
  const column = at.column - (has('firstColumn') ? 1 : 0)
  return [
    ...(firstRow && firstColumn ? ['nwCell'] : []),
    ...(firstRow ? ['firstRow'] : []),
    ...(has('lastRow') && at.row === at.rows - 1 ? ['lastRow'] : []),
    ...(firstColumn ? ['firstCol'] : []),
    ...(has('lastColumn') && at.column === at.columns - 1 ? ['lastCol'] : []),
    ...(has('noHBand') || row < 0 ? [] : [Math.floor(row / band) % 2 === 0 ? 'band1Horz' : 'band2Horz']),
    ...(has('noVBand') || column < 0 ? [] : [column % 2 === 0 ? 'band1Vert' : 'band2Vert']),
  ]
}

/** Tells whether nothing is shown of a row: it is hidden itself, or all its paragraphs are, with their marks. */
export function isHiddenRow(row: XmlElement, isHiddenRun: (run: XmlElement) => boolean): boolean {
  if (switchOf(childOf(childOf(row, 'w:trPr'), 'w:hidden')) === true) return true
  const paragraphs = paragraphsIn(row.children)
  let number = 0
  for (const paragraph of paragraphs) {
    const mark = childOf(childOf(paragraph, 'w:pPr'), 'w:rPr')
    if (switchOf(childOf(mark, 'w:vanish')) !== true) return false
    if (!everyElement([paragraph], 'w:r').every(isHiddenRun)) return false
    number += 1
  }
  return number > 0
}

function* paragraphsIn(nodes: readonly XmlNode[]): Generator<XmlElement> {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    if (node.name === 'w:p') yield node
    else yield* paragraphsIn(node.children)
  }
}

/** The style that a table names; null where it names none. */
export const styleOf = (table: XmlElement): string | null => valueOf(childOf(childOf(table, 'w:tblPr'), 'w:tblStyle'))
