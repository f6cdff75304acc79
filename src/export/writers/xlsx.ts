import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { columnName } from '../../model/address.js'
import { at } from '../../model/at.js'
import { dictionary } from '../tables/dictionary.js'
import { SHEET_ROWS, type Column, type Row, type TableDefinition } from '../table.js'
import { ZipWriter, type ZipEntry } from '../zip.js'
import {
  cellXml,
  contentTypes,
  ROOT_RELATIONS,
  sheetEnd,
  sheetStart,
  STYLE,
  STYLES,
  workbookRelations,
  workbookXml,
  type Style,
} from './sheet-xml.js'
import type { FormatWriter, TableWriter } from './writer.js'

/** A sheet also ends at this size (bytes), well below what its entry of the ZIP file can hold. */
const SHEET_BYTES = 3_000_000_000
/** The label and the name of each column. */
const HEAD_ROWS = 2

const LABEL_HEIGHT = 75
const WIDTHS: Readonly<Record<Column['type'], number>> = { text: 20, integer: 10, number: 12, boolean: 10 }
/** A column of text that has few values. */
const CHOICE_WIDTH = 13

/** Writes `NAME.xlsx` with the Chinese labels over the names, and a sheet that explains the columns; `NAME-1.xlsx`, … if one is full. */
export class XlsxWriter implements FormatWriter {
  readonly format = 'xlsx'
  readonly #open = new Set<Workbook>()

  /** `sheetRows`: rows of a sheet, with its two heading rows. */
  constructor(
    private readonly folder: string,
    private readonly sheetRows = SHEET_ROWS,
  ) {}

  async open(table: TableDefinition): Promise<TableWriter> {
    const sheet = asSheet(table)
    let part = 1
    const begin = async (file: string): Promise<Workbook> => {
      const made = await Workbook.create(join(this.folder, file), sheet)
      this.#open.add(made)
      return made
    }
    const end = async (workbook: Workbook): Promise<void> => {
      await workbook.close()
      this.#open.delete(workbook)
    }
    let workbook = await begin(`${table.name}.xlsx`)
    const next = async (): Promise<void> => {
      await end(workbook)
      if (part === 1) await rename(join(this.folder, `${table.name}.xlsx`), join(this.folder, `${table.name}-1.xlsx`))
      part += 1
      workbook = await begin(`${table.name}-${part}.xlsx`)
    }
    return {
      write: async (rows) => {
        for (const row of rows) {
          if (workbook.full(this.sheetRows)) await next()
          await workbook.write(row)
        }
      },
      close: async () => end(workbook),
    }
  }

  finish(): void {
    // All files are closed with their tables.
  }

  async abandon(): Promise<void> {
    await Promise.all([...this.#open].map(async (workbook) => workbook.abandon()))
  }
}

/** A table with its columns in the order of a sheet; its rows and marks come as the table gives them. */
interface SheetTable extends TableDefinition {
  /** For each column of the sheet its place in a row of the table. */
  readonly order: readonly number[]
}

const FINGERPRINT = 'document'

function asSheet(table: TableDefinition): SheetTable {
  const { columns, sheetFirst = [], sheetLast = [] } = table
  const places = (names: readonly string[]): readonly number[] =>
    names.map((name) => columns.findIndex((column) => column.name === name)).filter((place) => place >= 0)
  const first = places(sheetFirst)
  const last = places([...sheetLast, FINGERPRINT])
  const between = columns.map((_, place) => place).filter((place) => !first.includes(place) && !last.includes(place))
  const order = [...first, ...between, ...last]
  return { ...table, order, columns: order.map((place) => at(columns, place, 'column')) }
}

class Workbook {
  private constructor(
    private readonly zip: ZipWriter,
    private readonly table: SheetTable,
    private readonly sheet: Sheet,
  ) {}

  static async create(file: string, table: SheetTable): Promise<Workbook> {
    const zip = await ZipWriter.create(file)
    await put(zip, '[Content_Types].xml', contentTypes(2))
    await put(zip, '_rels/.rels', ROOT_RELATIONS)
    await put(zip, 'xl/workbook.xml', workbookXml([table.name, 'columns']))
    await put(zip, 'xl/_rels/workbook.xml.rels', workbookRelations(2))
    await put(zip, 'xl/styles.xml', STYLES)
    return new Workbook(zip, table, await Sheet.begin(zip, 1, table))
  }

  full(rows: number): boolean {
    return this.sheet.rows >= rows || this.sheet.bytes >= SHEET_BYTES
  }

  async write(row: Row): Promise<void> {
    await this.sheet.write(row)
  }

  async close(): Promise<void> {
    await this.sheet.close()
    const { table, rows } = dictionary([this.table])
    const sheet = await Sheet.begin(this.zip, 2, asSheet(table))
    for (const row of rows) if (row[0] === this.table.name) await sheet.write(row)
    await sheet.close()
    await this.zip.close()
  }

  async abandon(): Promise<void> {
    await this.zip.abandon()
  }
}

class Sheet {
  rows = 0
  readonly #references: readonly string[]

  private constructor(
    private readonly entry: ZipEntry,
    private readonly table: SheetTable,
  ) {
    this.#references = table.columns.map((_, index) => columnName(index))
  }

  static async begin(zip: ZipWriter, number: number, table: SheetTable): Promise<Sheet> {
    const entry = zip.entry(`xl/worksheets/sheet${number}.xml`)
    const sheet = new Sheet(entry, table)
    const frozen = { rows: HEAD_ROWS, columns: Math.min(table.columns.length, table.frozenColumns ?? 0) }
    await entry.write(
      sheetStart(
        table.columns.map(({ type, choices }) => (type === 'text' && choices ? CHOICE_WIDTH : WIDTHS[type])),
        frozen,
      ),
    )
    await sheet.#put(
      table.columns.map(({ zh }) => zh),
      () => STYLE.label,
      ` ht="${LABEL_HEIGHT}" customHeight="1"`,
    )
    await sheet.#put(
      table.columns.map(({ name }) => name),
      () => STYLE.name,
    )
    return sheet
  }

  get bytes(): number {
    return this.entry.size()
  }

  async write(row: Row): Promise<void> {
    const { order } = this.table
    const marks = this.table.marks?.(row)
    const cells = order.map((place) => row[place] ?? null)
    await this.#put(cells, (index) => {
      const mark = marks?.get(order[index] ?? -1)
      return mark === undefined ? null : STYLE[mark]
    })
  }

  async close(): Promise<void> {
    const last = this.#references.at(-1) ?? 'A'
    await this.entry.write(sheetEnd(`A${HEAD_ROWS}:${last}${Math.max(HEAD_ROWS, this.rows)}`))
    await this.entry.close()
  }

  async #put(row: Row, styleOf: (index: number) => Style | null, attributes = ''): Promise<void> {
    this.rows += 1
    const cells = row.map((value, index) =>
      cellXml(value, `${this.#references[index] ?? ''}${this.rows}`, styleOf(index)),
    )
    await this.entry.write(`<row r="${this.rows}"${attributes}>${cells.join('')}</row>`)
  }
}

async function put(zip: ZipWriter, path: string, content: string): Promise<void> {
  const entry = zip.entry(path)
  await entry.write(content)
  await entry.close()
}
