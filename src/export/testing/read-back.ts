import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { z } from 'zod'

/** Readers of datasets that none of the writers' libraries had a part in. All give rows of plain values, without headings. */

export type Plain = string | number | boolean | null
export type PlainRows = readonly (readonly Plain[])[]

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()])

function fromDuckDb(value: DuckDBValue): Plain {
  return typeof value === 'bigint' ? Number(value) : plain.parse(value)
}

/** Parquet and CSV by DuckDB. */
export async function queryDuckDb(sql: string): Promise<PlainRows> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    const reader = await connection.runAndReadAll(sql)
    return reader.getRows().map((row) => row.map(fromDuckDb))
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Cells as text; nothing is null. */
export async function readCsv(file: string): Promise<readonly (readonly (string | null)[])[]> {
  const rows = z.array(z.array(z.string())).parse(parse(await readFile(file), { bom: true }))
  return rows.slice(1).map((row) => row.map((cell) => (cell === '' ? null : cell)))
}

/** The names of its columns. */
export async function namesInJsonLines(file: string): Promise<readonly string[]> {
  const [line = ''] = (await readFile(file, 'utf8')).split('\n', 1)
  return Object.keys(z.record(z.string(), plain).parse(JSON.parse(line)))
}

export async function readJsonLines(file: string): Promise<PlainRows> {
  const text = await readFile(file, 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Object.values(z.record(z.string(), plain).parse(JSON.parse(line))))
}

/** A table's sheet, its cells in the order of the columns that are named. */
export async function readXlsxAs(file: string, names: readonly string[]): Promise<PlainRows> {
  const [, heads = [], ...rows] = await readSheet(file, 1, { trim: false })
  const places = names.map((name) => heads.indexOf(name))
  return rows.map((row) => places.map((place) => plain.parse(row[place])))
}

/** A sheet of a workbook, its two heading rows left out. */
export async function readXlsx(file: string, sheet = 1): Promise<PlainRows> {
  const rows = await readSheet(file, sheet, { trim: false })
  return rows.slice(2).map((row) => row.map((cell) => plain.parse(cell)))
}

const SCRIPT = `
import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
print(json.dumps([list(row) for row in database.execute(sys.argv[2])]))
`

/** By Python's sqlite3; booleans are 0 and 1. */
export function querySqlite(folder: string, sql: string): PlainRows {
  const output = execFileSync('/usr/bin/python3', ['-c', SCRIPT, join(folder, 'dataset.sqlite'), sql], {
    maxBuffer: 1 << 28,
  })
  return z.array(z.array(plain)).parse(JSON.parse(output.toString('utf8')))
}
