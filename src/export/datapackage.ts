import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { DocumentFilter } from '../store/store.js'
import { VERSION } from '../version.js'
import type { Column, ColumnType, TableDefinition } from './table.js'
import { PLAIN_FOLDER } from './writers/csv.js'

export const PACKAGE_FILE = 'datapackage.json'
/** By what an earlier export is known. */
export const PACKAGE_NAME = 'nianbao-dataset'

const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.jsonl': 'application/jsonl',
  '.parquet': 'application/vnd.apache.parquet',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.sqlite': 'application/vnd.sqlite3',
  '.do': 'text/plain',
}

/** RFC 4180, said in full so that readers need not guess. */
const DIALECT = {
  delimiter: ',',
  lineTerminator: '\r\n',
  quoteChar: '"',
  doubleQuote: true,
  skipInitialSpace: false,
  header: true,
}

interface WrittenFile {
  readonly path: string
  readonly bytes: number
  readonly hash: string
}

/** All files below a folder, by path. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const nested = await Promise.all(
    entries.map(async (entry) => {
      if (!entry.isDirectory()) return [entry.name]
      return (await filesBelow(join(folder, entry.name))).map((path) => `${entry.name}/${path}`)
    }),
  )
  return nested.flat().sort()
}

async function described(folder: string, path: string): Promise<WrittenFile> {
  const file = join(folder, path)
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return { path, bytes: (await stat(file)).size, hash: `sha256:${hash.digest('hex')}` }
}

function fieldOf({ name, type, zh, en, required, choices, unit, forms }: Column): object {
  const constraints = {
    ...(required && { required: true }),
    ...(choices && { enum: type === 'integer' ? choices.map(Number) : choices }),
  }
  return {
    name,
    type: TYPES[type],
    title: zh,
    description: en,
    ...(Object.keys(constraints).length > 0 && { constraints }),
    ...(unit && { unit }),
    ...(forms && { forms }),
  }
}

function schemaOf({ columns, primaryKey, foreignKeys }: TableDefinition): object {
  return {
    fields: columns.map(fieldOf),
    missingValues: [''],
    primaryKey,
    ...(foreignKeys.length > 0 && {
      foreignKeys: foreignKeys.map((key) => ({
        fields: key.columns,
        reference: { resource: key.table, fields: key.references },
      })),
    }),
  }
}

const tabular = (table: TableDefinition, { path, bytes, hash }: WrittenFile): object => ({
  name: table.name,
  profile: 'tabular-data-resource',
  path,
  title: table.zh,
  description: table.en,
  format: 'csv',
  mediatype: 'text/csv',
  encoding: 'utf-8',
  bytes,
  hash,
  dialect: DIALECT,
  schema: schemaOf(table),
})

const other = ({ path, bytes, hash }: WrittenFile, tables: readonly TableDefinition[]): object => {
  const extension = extname(path)
  const table = tables.find(({ name }) => new RegExp(`^${name}(?:-\\d+)?\\.`).test(path))
  return {
    name: path,
    profile: 'data-resource',
    path,
    ...(table && { title: table.zh, description: table.en }),
    format: extension.slice(1),
    mediatype: MEDIA_TYPES[extension] ?? 'application/octet-stream',
    bytes,
    hash,
    ...(table && extension !== '.do' && { schema: { fields: table.columns.map(fieldOf) } }),
  }
}

/**
 * Describes a dataset for Frictionless readers (Data Package, version 1): each table with its columns, types and keys. Where
 * the plain CSV files are written they are the resources; else the files of the other formats are named as such. `files`
 * lists all that was written, and is what a later export goes by before it replaces this one.
 */
export async function describePackage(
  folder: string,
  tables: readonly TableDefinition[],
  filter: DocumentFilter,
): Promise<object> {
  const files: WrittenFile[] = []
  for (const path of await filesBelow(folder)) files.push(await described(folder, path))
  const plain = tables.flatMap((table) => {
    const file = files.find(({ path }) => path === `${PLAIN_FOLDER}/${table.name}.csv`)
    return file ? [tabular(table, file)] : []
  })
  return {
    name: PACKAGE_NAME,
    profile: plain.length > 0 ? 'tabular-data-package' : 'data-package',
    title: '政府信息公开工作年度报告数据集',
    description: 'Values of yearly reports on government information disclosure, with what each was read from.',
    nianbao: { version: VERSION, filter },
    resources: plain.length > 0 ? plain : files.map((file) => other(file, tables)),
    files,
  }
}
