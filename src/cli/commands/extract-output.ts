import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { pageOf } from '../../effective/cell.js'
import { BYTE_ORDER_MARK, toSpreadsheetCsv } from '../../export/csv.js'
import type { Row } from '../../export/table.js'
import { CELL_COLUMNS, cellRows, TABLE_COLUMNS, tableRow } from '../../export/tables/numbered.js'
import type { DocumentRecord } from '../../model/record.js'
import { chineseLabel } from '../../vocabulary/value-labels.js'
import { isFileError } from '../exit.js'

/** The end of an unfinished file's name. It is renamed when whole, so that no half file bears a good name. */
const UNFINISHED = `.${process.pid}.unfinished`

/** One of the CSV files of all documents, with the rows that a record gives. */
interface Sheet {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: (record: DocumentRecord) => readonly Row[]
}

/** A folder with one JSON file a document and CSV files over all of them; everything in it is written whole or not at all. */
export class OutputFolder {
  readonly #folder: string
  readonly #sheets: readonly { readonly sheet: Sheet; readonly stream: WriteStream }[]
  readonly #unfinished = new Set<string>()

  private constructor(
    folder: string,
    sheets: readonly { readonly sheet: Sheet; readonly stream: WriteStream }[],
    /** For each document its place in the folder. */
    readonly places: readonly string[],
  ) {
    this.#folder = folder
    this.#sheets = sheets
    for (const { sheet } of sheets) this.#unfinished.add(join(folder, sheet.name) + UNFINISHED)
  }

  /** @throws what the file system does if the folder cannot be made or written to. */
  static async open(folder: string, paths: readonly string[]): Promise<OutputFolder> {
    await mkdir(folder, { recursive: true })
    const sheets = await Promise.all(
      SHEETS.map(async (sheet) => {
        const stream = createWriteStream(join(folder, sheet.name) + UNFINISHED)
        await once(stream, 'open')
        return { sheet, stream }
      }),
    )
    const output = new OutputFolder(folder, sheets, outputPlaces(paths))
    for (const { sheet, stream } of sheets) await append(stream, BYTE_ORDER_MARK + toSpreadsheetCsv([sheet.columns]))
    return output
  }

  /**
   * Writes one record to its place, its values to records.csv, its tables to tables.csv and cells.csv. Gives the place:
   * another one where its names are too long for the file system.
   */
  async add(record: DocumentRecord, place: string): Promise<string> {
    const text = `${JSON.stringify(record, null, 1)}\n`
    const taken = await this.#write(text, [place, ...shorterPlaces(place)])
    for (const { sheet, stream } of this.#sheets) {
      const rows = sheet.rows(record)
      if (rows.length > 0) await append(stream, toSpreadsheetCsv(rows))
    }
    return taken
  }

  /** Writes to the first of some places whose names the file system takes. */
  async #write(text: string, [place = '', ...others]: readonly string[]): Promise<string> {
    const file = join(this.#folder, ...place.split('/'))
    try {
      await mkdir(dirname(file), { recursive: true })
      this.#unfinished.add(file + UNFINISHED)
      await writeFile(file + UNFINISHED, text)
      await this.#finish(file)
      return place
    } catch (error) {
      if (others.length === 0 || !(isFileError(error) && error.code === 'ENAMETOOLONG')) throw error
      // A name that could not be made is not there to be taken away.
      this.#unfinished.delete(file + UNFINISHED)
      return this.#write(text, others)
    }
  }

  /** Puts the CSV files in place. */
  async close(): Promise<void> {
    for (const { sheet, stream } of this.#sheets) {
      stream.end()
      await finished(stream)
      await this.#finish(join(this.#folder, sheet.name))
    }
  }

  /** Takes away what is unfinished; whole files stay. */
  async abandon(): Promise<void> {
    for (const { stream } of this.#sheets) stream.destroy()
    await Promise.all([...this.#unfinished].map(async (file) => rm(file, { force: true })))
  }

  async #finish(file: string): Promise<void> {
    await rename(file + UNFINISHED, file)
    this.#unfinished.delete(file + UNFINISHED)
  }
}

const append = async (stream: WriteStream, text: string): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => {
      if (error) reject(error)
      else resolve()
    })
  })

/** The columns of records.csv: one row a value, with enough beside it to use the file alone. */
export const COLUMNS = [
  ...['path', 'status', 'organ', 'year', 'form', 'table', 'item', 'measure', 'code', 'label'],
  ...['state', 'value', 'raw', 'unit', 'confidence', 'flags', 'page', 'cell_table', 'cell_row', 'cell_column'],
]

export const valueRows = (record: DocumentRecord): readonly Row[] =>
  record.records.map(({ table, item, measure, code, state, value, raw, unit, confidence, flags, cell }) => {
    const { source, status, report } = record
    const form = report?.forms[table] ?? null
    return [
      ...[source.path, status, report?.organ ?? null, report?.year ?? null, form, table, item, measure, code],
      ...[chineseLabel(code, form), state, value, raw, unit, confidence, flags.join(' '), pageOf(record, cell)],
      ...[cell?.table ?? null, cell?.row ?? null, cell?.column ?? null],
    ]
  })

const SHEETS: readonly Sheet[] = [
  { name: 'records.csv', columns: COLUMNS, rows: valueRows },
  {
    name: 'tables.csv',
    columns: ['path', ...TABLE_COLUMNS],
    rows: ({ source, tables }) => tables.map((table) => [source.path, ...tableRow(table)]),
  },
  {
    name: 'cells.csv',
    columns: ['path', ...CELL_COLUMNS],
    rows: (record) => cellRows(record).map((row) => [record.source.path, ...row]),
  },
]

/** Bytes that a shortened name keeps of its beginning: any file system takes as many, with what is put behind. */
const MAX_KEPT_BYTES = 60
/** Hexadecimal digits that tell shortened names apart. */
const DIGEST_DIGITS = 16

/**
 * A place for each document below an output folder, in the folders of the input: `a/x.pdf` → `a/x.pdf.json`. Where two
 * documents would share one (two arguments with the same paths below them, or names that differ only in case), the later
 * ones get a number. No place is also a folder of another.
 */
function outputPlaces(paths: readonly string[]): readonly string[] {
  const folded = (path: string): string => path.normalize('NFC').toLowerCase()
  const folders = new Set<string>()
  for (const path of paths)
    for (let folder = dirname(path); folder !== '.' && folder !== '/'; folder = dirname(folder))
      folders.add(folded(folder))
  const taken = new Set<string>(SHEETS.map(({ name }) => name))
  return paths.map((path) => {
    for (let number = 1; ; number += 1) {
      const place = number === 1 ? `${path}.json` : `${path}.${number}.json`
      if (taken.has(folded(place)) || folders.has(folded(place))) continue
      taken.add(folded(place))
      return place
    }
  })
}

/**
 * Other places for a document whose place has names that a file system does not take: the long ones are cut and bear a digest
 * of the whole, then the whole path is but a digest.
 */
function shorterPlaces(place: string): readonly string[] {
  const digest = createHash('sha256').update(place).digest('hex').slice(0, DIGEST_DIGITS)
  const names = place.split('/')
  const last = names.pop()?.replace(/\.json$/u, '') ?? ''
  const folders = names.map((name) =>
    Buffer.byteLength(name) > MAX_KEPT_BYTES
      ? `${cut(name)}~${createHash('sha256').update(name).digest('hex').slice(0, DIGEST_DIGITS)}`
      : name,
  )
  return [[...folders, `${cut(last)}~${digest}.json`].join('/'), `${cut(last)}~${digest}.json`]
}

/** The beginning of a name, never half a character. */
function cut(name: string): string {
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(kept + segment) > MAX_KEPT_BYTES) break
    kept += segment
  }
  return kept
}
