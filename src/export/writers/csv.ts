import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { CellValue, Row, TableDefinition } from '../table.js'
import { TextFile } from './text-file.js'
import type { FormatWriter } from './writer.js'

/**
 * Two kinds of CSV hold the same rows. For spreadsheets: with a byte order mark, without which Chinese Excel takes UTF-8
 * for GBK, and with texts that it would run as formulas disarmed. For programs (`data/`): plain, every text as it is;
 * the Frictionless package and Stata read these, since their readers take a byte order mark for part of the first name.
 */
export type CsvFlavour = 'spreadsheet' | 'program'

/** Folder of the plain files within the dataset. */
export const PLAIN_FOLDER = 'data'

const BYTE_ORDER_MARK = '\uFEFF'

/** What a spreadsheet takes for the beginning of a formula, also behind the apostrophes that disarm it (OWASP, CSV injection). */
const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

/** A dash, or a number with a sign, is no formula. */
const HARMLESS = /^[-+\uFF0B\uFF0D\u2212—–]*(?:\d[\d,]*(?:\.\d+)?)?$/

/** With an apostrophe ahead if a spreadsheet would run it. Undone by taking one away from texts that FORMULA matches behind it. */
export const disarmed = (value: CellValue): CellValue =>
  typeof value === 'string' && FORMULA.test(value) && !HARMLESS.test(value) ? `'${value}` : value

/** RFC 4180. White space at a cell's ends is quoted, since some readers trim it. */
export const toCsv = (rows: readonly Row[]): string =>
  stringify([...rows], {
    record_delimiter: 'windows',
    quoted_match: /^\s|\s$/,
    cast: { boolean: (value) => String(value) },
  })

/** Writes `NAME.csv` for each table and flavour. */
export class CsvWriter implements FormatWriter {
  readonly format = 'csv'
  readonly #files = new Set<TextFile>()

  constructor(
    private readonly folder: string,
    private readonly flavours: readonly CsvFlavour[],
  ) {}

  async open(
    table: TableDefinition,
  ): Promise<{ write: (rows: readonly Row[]) => Promise<void>; close: () => Promise<void> }> {
    const spreadsheet = this.flavours.includes('spreadsheet') ? await this.#create(this.folder, table) : null
    const plain = this.flavours.includes('program') ? await this.#create(join(this.folder, PLAIN_FOLDER), table) : null
    const head = toCsv([table.columns.map(({ name }) => name)])
    await spreadsheet?.write(BYTE_ORDER_MARK + head)
    await plain?.write(head)
    return {
      write: async (rows) => {
        if (rows.length === 0) return
        const text = toCsv(rows)
        await plain?.write(text)
        if (!spreadsheet) return
        const armed = rows.some((row) => row.some((value) => disarmed(value) !== value))
        await spreadsheet.write(armed ? toCsv(rows.map((row) => row.map(disarmed))) : text)
      },
      close: async () => {
        for (const file of [spreadsheet, plain]) {
          if (!file) continue
          await file.close()
          this.#files.delete(file)
        }
      },
    }
  }

  finish(): void {
    // All files are closed with their tables.
  }

  async abandon(): Promise<void> {
    await Promise.all([...this.#files].map(async (file) => file.abandon()))
  }

  async #create(folder: string, table: TableDefinition): Promise<TextFile> {
    await mkdir(folder, { recursive: true })
    const file = await TextFile.create(join(folder, `${table.name}.csv`))
    this.#files.add(file)
    return file
  }
}
