import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { pageOf } from '../../effective/cell.js'
import { BYTE_ORDER_MARK, toSpreadsheetCsv } from '../../export/csv.js'
import type { Row } from '../../export/table.js'
import type { DocumentRecord } from '../../model/record.js'
import { chineseLabel } from '../../vocabulary/value-labels.js'
import { isFileError } from '../exit.js'

/** The end of an unfinished file's name. It is renamed when whole, so that no half file bears a good name. */
const UNFINISHED = `.${process.pid}.unfinished`

/** A folder with one JSON file a document and `records.csv` of all values; everything in it is written whole or not at all. */
export class OutputFolder {
  readonly #folder: string
  readonly #csv: WriteStream
  readonly #unfinished = new Set<string>()

  private constructor(
    folder: string,
    csv: WriteStream,
    /** For each document its place in the folder. */
    readonly places: readonly string[],
  ) {
    this.#folder = folder
    this.#csv = csv
    this.#unfinished.add(this.#csvFile + UNFINISHED)
  }

  /** @throws what the file system does if the folder cannot be made or written to. */
  static async open(folder: string, paths: readonly string[]): Promise<OutputFolder> {
    await mkdir(folder, { recursive: true })
    const csv = createWriteStream(join(folder, 'records.csv') + UNFINISHED)
    await once(csv, 'open')
    const output = new OutputFolder(folder, csv, outputPlaces(paths))
    await output.#append(BYTE_ORDER_MARK + toSpreadsheetCsv([COLUMNS]))
    return output
  }

  get #csvFile(): string {
    return join(this.#folder, 'records.csv')
  }

  /**
   * Writes one record to its place and its values to records.csv. Gives the place: another one where its
   * names are too long for the file system.
   */
  async add(record: DocumentRecord, place: string): Promise<string> {
    const text = `${JSON.stringify(record, null, 1)}\n`
    const taken = await this.#write(text, [place, ...shorterPlaces(place)])
    await this.#append(toSpreadsheetCsv(valueRows(record)))
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

  /** Puts records.csv in place. */
  async close(): Promise<void> {
    this.#csv.end()
    await finished(this.#csv)
    await this.#finish(this.#csvFile)
  }

  /** Takes away what is unfinished; whole files stay. */
  async abandon(): Promise<void> {
    this.#csv.destroy()
    await Promise.all([...this.#unfinished].map(async (file) => rm(file, { force: true })))
  }

  async #finish(file: string): Promise<void> {
    await rename(file + UNFINISHED, file)
    this.#unfinished.delete(file + UNFINISHED)
  }

  async #append(text: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#csv.write(text, (error) => {
        if (error) reject(error)
        else resolve()
      })
    })
  }
}

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
  const taken = new Set<string>(['records.csv'])
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
