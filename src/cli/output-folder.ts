import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { once } from 'node:events'
import { stringify } from 'csv-stringify/sync'
import { shorterPlaces } from './output-places.js'
import type { DocumentRecord } from '../model/record.js'
import { COLUMNS, valueRows } from './value-rows.js'

/** Chinese Excel takes a CSV file for GBK unless it begins so. */
const BYTE_ORDER_MARK = '\uFEFF'

/** What is being written has this at its end; it is renamed when whole, so that no half file bears a good name. */
const UNFINISHED = `.${process.pid}.unfinished`

/** A folder with one JSON file a document and `records.csv` of all values; everything in it is written whole or not at all. */
export class OutputFolder {
  readonly #folder: string
  readonly #csv: WriteStream
  readonly #unfinished = new Set<string>()

  private constructor(folder: string, csv: WriteStream) {
    this.#folder = folder
    this.#csv = csv
    this.#unfinished.add(this.#csvFile + UNFINISHED)
  }

  /** @throws what the file system does if the folder cannot be made or written to. */
  static async open(folder: string): Promise<OutputFolder> {
    await mkdir(folder, { recursive: true })
    const csv = createWriteStream(join(folder, 'records.csv') + UNFINISHED)
    await once(csv, 'open')
    const output = new OutputFolder(folder, csv)
    await output.#append(BYTE_ORDER_MARK + toCsv([COLUMNS]))
    return output
  }

  get #csvFile(): string {
    return join(this.#folder, 'records.csv')
  }

  /**
   * Writes one record to its place (see outputPlaces) and its values to records.csv. Gives the place: another one where its
   * names are too long for the file system.
   */
  async add(record: DocumentRecord, place: string): Promise<string> {
    const text = `${JSON.stringify(record, null, 1)}\n`
    const taken = await this.#write(text, [place, ...shorterPlaces(place)])
    await this.#append(toCsv(valueRows(record)))
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
      if (others.length === 0 || !isTooLong(error)) throw error
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

const isTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENAMETOOLONG'

/** RFC 4180, and cells that a spreadsheet would run as formulas are escaped with an apostrophe, as OWASP advises. */
const toCsv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  stringify([...rows], { escape_formulas: true, record_delimiter: 'windows' })
