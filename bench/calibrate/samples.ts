import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { globSync } from 'tinyglobby'
import { z } from 'zod'
import { matchForms, type IdentifiedTable } from '../../src/forms/index.js'
import { readRecognised } from '../../src/forms/recognised/value.js'
import { isDoubted, type Features } from '../../src/forms/recognised/calibration.js'
import { IN_DOUBT, type Block } from '../../src/model/block.js'
import { hasWords, isUnsure, MAX_UNSURE } from '../../src/scan/spoilt.js'
import { FORMS, type ValueKind } from '../../src/vocabulary/forms.js'
import { truthValue } from '../../test/support/truth.js'

/** One recognised value cell whose truth is known. */
export interface Sample {
  readonly document: string
  /** table/item/measure */
  readonly value: string
  /** As recognised, and as read from the alternatives. */
  readonly raw: string
  readonly text: string
  readonly printed: string
  readonly features: Features
  readonly right: boolean
}

/** The kind of a value, by any form that has it. */
const kindOf = ({ table, item, measure }: { table: string; item: string; measure: string }): ValueKind =>
  FORMS.flatMap(({ values }) => values).find(
    (value) => value.table === table && value.item === item && value.measure === measure,
  )?.kind ?? 'count'

/** One document: its truth and its reading. */
export interface Read {
  readonly name: string
  readonly blocks: readonly Block[]
}

/** Cells that could not be sampled, each kind counted. */
export interface Left {
  /** Blank where something is printed: silent, and nothing to calibrate. */
  lost: number
  /** In doubt for their place or their ink, or nothing well-formed read: flagged whatever the threshold is. */
  flagged: number
  /** Nothing printed, nothing read. */
  blank: number
}

const truthFile = z.object({ file: z.string(), records: z.array(truthValue) })

export type Truth = z.infer<typeof truthFile>

/** The truths of a folder by the name of their document without its extension. */
export function readTruths(folder: string): ReadonlyMap<string, Truth> {
  const paths = globSync('**/*.truth.json', { cwd: folder, absolute: true })
  return new Map(
    paths.map((path) => [basename(path, '.truth.json'), truthFile.parse(JSON.parse(readFileSync(path, 'utf8')))]),
  )
}

/** Whether src/scan puts all numbers of such a report in doubt; doubts of single lines say nothing here. */
function isSpoilt(tables: readonly IdentifiedTable[]): boolean {
  const read = tables
    .flatMap(({ table }) => table.cells)
    .flatMap(({ recognition }) => (recognition ? [recognition.characters] : []))
  const numbers = read.filter(
    (characters) => !hasWords(characters) && characters.some(({ confidence }) => confidence > IN_DOUBT),
  )
  return numbers.filter(isUnsure).length > MAX_UNSURE * numbers.length
}

/** Reads every recognised value cell of a document anew, and compares it with the truth. */
export function samplesOf({ name, blocks }: Read, truth: Truth, left: Left): Sample[] {
  const { values, tables } = matchForms(blocks)
  if (isSpoilt(tables)) {
    left.flagged += truth.records.length
    return []
  }
  const records = new Map(values.map((value) => [`${value.table}/${value.item}/${value.measure}`, value]))
  return truth.records.flatMap((expected): Sample[] => {
    const value = `${expected.table}/${expected.item}/${expected.measure}`
    const record = records.get(value)
    const at = record?.cell
    const table = tables.find(({ id }) => id === at?.table)?.table
    const cell = table?.cells.find(({ row, column }) => row === at?.row && column === at.column)
    const placed = record?.flags.every((flag) => !flag.startsWith('uncertain') && flag !== 'not-found') ?? false
    if (!cell || !placed) {
      left.flagged += 1
      return []
    }
    if (!cell.recognition) {
      if (expected.value === null) left.blank += 1
      else if (record?.flags.includes('low-confidence')) left.flagged += 1
      else left.lost += 1
      return []
    }
    const read = readRecognised({ text: cell.text, recognition: cell.recognition }, kindOf(expected))
    const [best] = read?.readings ?? []
    if (!read || !best || best.state === 'blank' || isDoubted(read.features)) {
      left.flagged += 1
      return []
    }
    const right = best.value === expected.value
    const { features } = read
    return [{ document: name, value, raw: cell.text, text: best.text, printed: expected.raw, features, right }]
  })
}
