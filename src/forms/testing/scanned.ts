import type { Block, Cell, CellRecognition } from '../../model/block.js'
import type { ValueRecord } from '../../model/record.js'
import { matchForms } from '../index.js'
import { drawApplications, drawProactive, drawReview, reportOf, soundNumbers } from './drawings.js'

/** The numbers of the report that is scanned; they add up. */
export const numbers = soundNumbers('2021')
export const report = reportOf(drawProactive('2021', numbers), drawApplications('2021', numbers), drawReview(numbers))

/** Where a value of sections 3 or 4 stands. */
function placeOf(item: string, measure: string): { row: number; column: number; block: number } {
  const { values, tables } = matchForms(report)
  const cell = values.find((value) => value.item === item && value.measure === measure)?.cell
  return {
    row: cell?.row ?? -1,
    column: cell?.column ?? -1,
    block: tables.find(({ id }) => id === cell?.table)?.block ?? -1,
  }
}

/** Readings of a whole cell, likeliest first, as a recogniser would give them for one glyph of several digits. */
export type Readings = readonly (readonly [text: string, confidence: number])[]

const recognised = (text: string, readings: Readings): CellRecognition => ({
  characters: Array.from(text, (char, index) => ({
    text: char,
    confidence: readings[0]?.[1] ?? 1,
    alternatives: readings.slice(1).map(([other, confidence]) => ({ text: other.charAt(index), confidence })),
  })),
})

/** A cell that the recogniser is sure of; nothing was recognised where nothing is printed. */
const sureCell = (cell: Cell): Cell =>
  cell.text === ''
    ? cell
    : {
        ...cell,
        recognition: { characters: Array.from(cell.text, (text) => ({ text, confidence: 0.9999, alternatives: [] })) },
      }

/** The report as scanned: all sure but for the cells given, by `item/measure`. */
export function scan(doubts: Readonly<Record<string, Readings>>): Map<string, ValueRecord> {
  const placed = Object.entries(doubts).map(([key, readings]) => {
    const [item = '', measure = ''] = key.split('/')
    return { ...placeOf(item, measure), readings }
  })
  const blocks = report.map((block, index): Block => {
    if (block.kind !== 'table') return block
    return {
      ...block,
      cells: block.cells.map((cell) => {
        const own = placed.find((each) => each.block === index && each.row === cell.row && each.column === cell.column)
        if (!own) return sureCell(cell)
        const text = own.readings[0]?.[0] ?? ''
        if (text === '') return { ...cell, text }
        return { ...cell, text, recognition: recognised(text, own.readings) }
      }),
    }
  })
  return new Map(matchForms(blocks).values.map((value) => [`${value.item}/${value.measure}`, value]))
}
