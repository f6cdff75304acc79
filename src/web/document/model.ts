import type { Document, EffectiveValue, Sheets, Term } from '../api/client.js'
import type { Box, PageSize } from '../api/pictures.js'
import { boxOf } from '../api/pictures.js'
import type { Item } from '../doubts/queue.js'

/** A document as its page shows it: values by code, and cells by place. */

type Read = NonNullable<Document['record']>['records'][number]

export interface Value {
  readonly read: Read
  readonly now: EffectiveValue
  readonly mark: Mark
}

type Mark = 'doubt' | 'fault' | 'said' | null

/** A cell drawn over its page. */
export interface DrawnCell {
  readonly key: string
  readonly page: number
  readonly box: Box
  /** The code of the value that is read from it; null for a label. */
  readonly code: string | null
  readonly mark: Mark
}

const SHOWN: ReadonlySet<string> = new Set(['pdf', 'image'])

/** The mark of a value: open doubts first, then what a person said, then what the equations say. */
function markOf({ flags, corrected, conflict }: EffectiveValue): Mark {
  if (conflict || flags.some((flag) => flag !== 'unbalanced')) return 'doubt'
  if (corrected !== 'no') return 'said'
  return flags.length > 0 ? 'fault' : null
}

export function valuesOf({ record, effective }: Document): ReadonlyMap<string, Value> {
  const reads = new Map(record?.records.map((read) => [read.code, read]))
  return new Map(
    (effective?.values ?? []).flatMap((now) => {
      const read = reads.get(now.code)
      return read ? [[now.code, { read, now, mark: markOf(now) }] as const] : []
    }),
  )
}

/** Pages that there are pictures of. */
export const pagesOf = ({ record }: Document): readonly PageSize[] =>
  record && SHOWN.has(record.source.format) ? (record.source.pages ?? []) : []

export const placeKey = (table: string, row: number, column: number): string => `${table}/${row}/${column}`

/** Codes by the place of the cell that they are read from. */
export const codesByPlace = (values: ReadonlyMap<string, Value>): ReadonlyMap<string, string> =>
  new Map(
    [...values].flatMap(
      ([
        code,
        {
          read: { cell },
        },
      ]) => (cell ? [[placeKey(cell.table, cell.row, cell.column), code] as const] : []),
    ),
  )

type Cell = NonNullable<Document['record']>['tables'][number]['cells'][number]

/** The mark of a cell of a table that no form knows. */
export const cellMark = ({ uncertain, flags = [] }: Pick<Cell, 'uncertain' | 'flags'>): Mark =>
  uncertain ? 'doubt' : flags.length > 0 ? 'fault' : null

/** Cells of all tables; those of a document that is no annual report are called by their place. */
export function cellsOf({ document, record }: Document, values: ReadonlyMap<string, Value>): readonly DrawnCell[] {
  const codes = codesByPlace(values)
  const isOther = document.content === 'tables'
  return (record?.tables ?? []).flatMap(({ id, cells }) =>
    cells.flatMap((cell) => {
      const { row, column, boxes = [] } = cell
      const place = placeKey(id, row, column)
      const code = isOther && cell.rowPath ? place : (codes.get(place) ?? null)
      const mark = isOther ? cellMark(cell) : code === null ? null : (values.get(code)?.mark ?? null)
      return boxes.map((place, index) => ({
        key: `${placeKey(id, row, column)}/${index}`,
        ...{ page: place.page, box: boxOf(place), code, mark },
      }))
    }),
  )
}

/** A value of the document as a question, so that it is answered like any doubt. */
export function itemOf(document: Document, sheets: Sheets, code: string, etag: string, value: Value): Item {
  const { read, now } = value
  const { record } = document
  const table = record?.tables.find(({ id }) => id === read.cell?.table)
  const cell = table?.cells.find(({ row, column }) => row === read.cell?.row && column === read.cell.column)
  const equations = sheets.equations.filter(({ left, right }) => left.includes(code) || right.includes(code))
  const terms = (document.effective?.values ?? []).map((each): [string, Term] => [
    each.code,
    { label: sheets.labels[each.code]?.join(' › ') ?? each.code, value: each.value, state: each.state },
  ])
  return {
    key: `${document.document.id} ${code}`,
    group: {
      ...{ document: document.document, etag, doubts: [], values: Object.fromEntries(terms) },
      pages: [...pagesOf(document)],
    },
    doubt: {
      ...{
        kind: 'value',
        about: 'reading',
        together: false,
        code,
        label: sheets.labels[code] ?? [code],
        raw: read.raw,
        value: now.value,
      },
      ...{ state: now.state, unit: now.unit, confidence: read.confidence, conflict: now.conflict, equations },
      flags: now.flags.map((flag) => ({ code: flag, title: sheets.flags[flag] ?? flag })),
      ...{ alternatives: read.alternatives ?? [], repairedFrom: read.repairedFrom ?? null },
      ...{ places: cell?.boxes ?? [], cell: read.cell },
    },
  }
}
