import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { extractSource } from '../../src/extract.js'
import type { DocumentRecord } from '../../src/model/record.js'
import type { NewAttempt, NewName } from '../../src/store/store.js'
import { randomNumbers } from '../../test/support/random.js'
import { load } from '../measure.js'

/** Reports that never were: the records of real-looking ones (samples/) with other numbers, organs and years. */

/** Numbers of real reports are mostly small: the cube of an even spread. */
const LARGEST = 5_000
export const YEARS = [2020, 2021, 2022, 2023, 2024] as const
const PROVINCES = 31
const COUNTIES = 95

/** The records of the samples that can be read without recognising a picture. */
export async function sampleRecords(folder: string): Promise<readonly DocumentRecord[]> {
  const names = (await readdir(folder)).filter((name) => /^(?:pdf|text|web|word)-/u.test(name)).sort()
  const records: DocumentRecord[] = []
  for (const name of names) {
    const record = await extractSource(load(join(folder, name)), { ocr: 'off' })
    if (record.status !== 'failed') records.push(record)
  }
  return records
}

/** The attempt and the name of the document with this number. */
export function synthetic(base: readonly DocumentRecord[], index: number): { attempt: NewAttempt; name: NewName } {
  const random = randomNumbers(index)
  const template = base[index % base.length]
  if (!template) throw new Error('There is no sample to begin with.')
  const year = YEARS[index % YEARS.length] ?? YEARS[0]
  const county = Math.floor(random() * COUNTIES)
  const place = `省${Math.floor(random() * PROVINCES)}/县${county}`
  const organ = `第${county}县第${index}镇人民政府`
  const path = `${place}/${year}/${organ}.pdf`
  const sha256 = createHash('sha256').update(`synthetic ${index}`).digest('hex')
  const source = { ...template.source, name: `${organ}.pdf`, path, sha256 }
  const record = { ...varied(template, random), source, report: template.report && { ...template.report, organ, year } }
  const { version, options } = record.extractor
  const at = new Date(Date.UTC(2025, 0, 1) + index * 1_000).toISOString()
  const { bytes, format } = source
  return {
    attempt: { key: { sha256, version, options }, generation: 1, batch: 1, startedAt: at, finishedAt: at, record },
    name: {
      ...{ file: `/in/${path}`, path, root: '/in', sha256, bytes, mtimeMs: Date.parse(at) },
      ...{ format, parts: [], given: null },
    },
  }
}

/** The same record with other numbers, in its values and in the cells that they came from. */
function varied(template: DocumentRecord, random: () => number): DocumentRecord {
  const texts = new Map<string, string>()
  const records = template.records.map((value) => {
    if (value.value === null) return value
    const number = Math.floor(random() ** 3 * LARGEST)
    if (value.cell) texts.set(`${value.cell.table}/${value.cell.row}/${value.cell.column}`, String(number))
    return { ...value, value: number, raw: String(number) }
  })
  const tables = template.tables.map((table) => ({
    ...table,
    cells: table.cells.map((cell) => ({
      ...cell,
      text: texts.get(`${table.id}/${cell.row}/${cell.column}`) ?? cell.text,
    })),
  }))
  return { ...template, records, tables }
}
