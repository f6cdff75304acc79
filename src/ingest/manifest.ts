import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { decodeText } from '../readers/encoding.js'
import type { Given } from '../store/store.js'
import { isSystemError } from '../system.js'
import type { FoundDocument } from './groups.js'

/** A CSV file that tells beforehand what is known about files: `path` (or `file`) and any other columns, one line a file. */

/** The manifest cannot be used: the person who gave it has to mend it first. */
export class ManifestError extends Error {
  constructor(
    readonly file: string,
    /** The message of the system or the CSV parser; `path` where that column is missing. */
    readonly reason: string,
    cause?: unknown,
  ) {
    super(`${file}: ${reason}`, cause === undefined ? undefined : { cause })
    this.name = 'ManifestError'
  }
}

/** Excel writes commas, semicolons or tabs, by the country it is set to. */
const DELIMITERS = [',', ';', '\t'] as const

/** Columns that name the file, the first before the second; exports of ours have both. */
const PATHS = ['path', 'file']

interface Row {
  /** As it stands in the manifest. */
  readonly path: string
  readonly given: Given
  /** The file that it was taken for. */
  file: string | null
}

export interface Unmatched {
  /** Lines of which no file was found, and the first of their paths. */
  readonly count: number
  readonly paths: readonly string[]
  /** Lines whose path as found is that of several files; each of them has it. */
  readonly ambiguous: readonly string[]
}

const NAMED = 10

export class Manifest {
  readonly #byFile = new Map<string, Row>()
  readonly #byPath = new Map<string, Row>()
  readonly #ambiguous = new Set<string>()
  readonly #rows: readonly Row[]

  /** `folder`: paths are relative to it, or as found below the arguments, or absolute. */
  constructor(rows: readonly { readonly path: string; readonly given: Given }[], folder: string) {
    this.#rows = rows.map(({ path, given }) => ({ path, given, file: null }))
    for (const row of this.#rows) {
      this.#byFile.set(folded(resolve(folder, row.path)), row)
      if (!isAbsolute(row.path)) this.#byPath.set(plain(row.path), row)
    }
  }

  /**
   * Reads a manifest in any encoding that Chinese spreadsheets write (UTF-8 with and without BOM, GBK, UTF-16).
   * @throws ManifestError: it cannot be read, is no table, or has neither a column `path` nor `file`.
   */
  static async read(file: string): Promise<Manifest> {
    const bytes = await readFile(file).catch((error: unknown) => {
      throw new ManifestError(file, isSystemError(error) ? error.code : String(error), error)
    })
    const rows = tableOf(decodeText(bytes).text, file)
    const [header = [], ...lines] = rows
    const columns = header.map((name) => name.trim())
    const places = PATHS.map((path) => columns.findIndex((name) => name.toLowerCase() === path))
    const place = places.find((each) => each >= 0)
    if (place === undefined) throw new ManifestError(file, 'path')
    return new Manifest(
      lines.flatMap((line) => {
        const path = (line[place] ?? '').trim()
        const given = columns.flatMap((name, column) => {
          const value = (line[column] ?? '').trim()
          return column === place || name === '' || value === '' ? [] : [[name, value] as const]
        })
        return path === '' ? [] : [{ path, given: Object.fromEntries(given) }]
      }),
      dirname(resolve(file)),
    )
  }

  /** Gives the manifest's line for a document (for a group, the first of its pictures that it names); null if there is none. */
  givenFor({ file, path, parts = [file] }: FoundDocument): Given | null {
    for (const part of parts) {
      const row = this.#byFile.get(folded(part)) ?? this.#byPath.get(part === file ? plain(path) : besides(path, part))
      if (!row) continue
      if (row.file !== null && row.file !== file) this.#ambiguous.add(row.path)
      row.file = file
      return row.given
    }
    return null
  }

  unmatched(): Unmatched {
    const left = this.#rows.filter(({ file }) => file === null)
    return {
      count: left.length,
      paths: left.slice(0, NAMED).map(({ path }) => path),
      ambiguous: [...this.#ambiguous].slice(0, NAMED),
    }
  }
}

/** macOS takes accents apart, Windows writes its own slashes: neither makes another file. */
const folded = (path: string): string => path.replaceAll('\\', '/').normalize('NFC')

const plain = (path: string): string => folded(path).replace(/^(?:\.?\/)+/, '')

/** The path of a picture beside another one whose path is known. */
const besides = (path: string, file: string): string =>
  plain(`${path.slice(0, path.lastIndexOf('/') + 1)}${folded(file).split('/').pop() ?? ''}`)

const table = z.array(z.array(z.string()))

function tableOf(text: string, file: string): readonly (readonly string[])[] {
  const head = text.slice(0, text.search(/[\r\n]|$/))
  const most = DELIMITERS.reduce((best, each) => (count(head, each) > count(head, best) ? each : best))
  try {
    return table.parse(
      parse(text, { bom: true, delimiter: most, relax_column_count: true, relax_quotes: true, skip_empty_lines: true }),
    )
  } catch (error) {
    throw new ManifestError(file, error instanceof Error ? error.message : String(error), error)
  }
}

const count = (text: string, mark: string): number => text.split(mark).length - 1
