import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BYTE_ORDER_MARK, toCsv, toSpreadsheetCsv } from '../csv.js'
import type { Row, TableDefinition } from '../table.js'
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
        await plain?.write(toCsv(rows))
        await spreadsheet?.write(toSpreadsheetCsv(rows))
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
