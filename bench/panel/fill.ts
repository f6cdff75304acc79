import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { madeDocument } from '../../src/export/testing/documents.js'
import type { DocumentRecord, FormYear } from '../../src/model/record.js'
import { type Divisions, packedDivisions } from '../../src/panel/index.js'
import { openStore } from '../../src/store/open.js'
import { loadSqlite } from '../../src/store/sqlite/load.js'

/** Fills a store with made records, to measure a panel's export. */

const YEARS = 6
const FIRST_YEAR = 2018
const NEW_FORM = 2021
const AT = '2024-02-01T00:00:00.000Z'
/** Paragraphs of prose in each report: two thousand characters. */
const PARAGRAPHS = 40
const PATH = '@PATH'
const ORGAN = '@ORGAN'
const SHA256 = createHash('sha256').update(PATH).digest('hex')

/** Towns whose names no other division has, so that each document's organ is settled. */
const townsIn = (divisions: Divisions): readonly string[] =>
  [...divisions.names].filter(([name, all]) => all.length === 1 && /[镇乡]$/u.test(name)).map(([name]) => name)

/** A report of one year, with marks in place of its organ, path and fingerprint. */
function patternOf(year: number, most: number | undefined): DocumentRecord {
  const form: FormYear = year < NEW_FORM ? '2019' : '2021'
  const { record } = madeDocument({
    path: PATH,
    organ: ORGAN,
    year,
    form,
    ...(most !== undefined && { most }),
  }).effective
  const prose = Array.from(
    { length: PARAGRAPHS },
    (_, number) =>
      `（${number}）${year}年，${ORGAN}公开信息${100 + number}条，按照要求做好政府信息公开工作，及时更新栏目内容。`,
  )
  return { ...record, sections: [{ number: 1, heading: '一、总体情况', text: prose.join('\n'), page: 1 }] }
}

const filled = (text: string, path: string, organ: string, sha256: string): string =>
  text.replaceAll(PATH, path).replaceAll(ORGAN, organ).replaceAll(SHA256, sha256)

/**
 * The first document is saved as a worker saves it. The others are rows like its own, without those that an export does not
 * read: single values, tables and checks.
 * @param most values of a report; all if left out
 */
export async function fillStore(folder: string, count: number, most?: number): Promise<void> {
  const towns = townsIn(await packedDivisions())
  const patterns = Array.from({ length: YEARS }, (_, index) => patternOf(FIRST_YEAR + index, most))
  const [first] = patterns
  if (!first) throw new Error('no years')
  const { store, close } = await openStore(folder)
  const key = { sha256: SHA256, version: first.extractor.version, options: first.extractor.options }
  await store.saveAttempt({ key, generation: 1, batch: null, startedAt: AT, finishedAt: AT, record: first })
  await close()
  const { Sqlite } = await loadSqlite()
  const database = new Sqlite(join(folder, 'nianbao.sqlite'))
  database.exec('BEGIN')
  const document =
    database.prepare(`insert into documents (id, sha256, bytes, format, path, file, names, current, status, title,
    organ, year, form, value_count, number_count, doubt_count, fault_count, version, version_rank, content, flagged_count)
    select ?, ?, bytes, format, ?, ?, names, current, status, ?, ?, ?, ?, value_count, number_count, doubt_count,
    fault_count, version, version_rank, content, flagged_count from documents where id = 1`)
  const attempt =
    database.prepare(`insert into attempts (id, document_id, version, options, generation, started_at, finished_at,
    elapsed_ms, status, record) select ?, ?, version, options, 1, started_at, finished_at, 0, status, ?
    from attempts where id = 1`)
  const written = patterns.map((record) => ({ report: record.report, text: JSON.stringify(record) }))
  for (let index = 1; index < count; index += 1) {
    const pattern = written[index % YEARS]
    if (!pattern) continue
    const { report, text } = pattern
    const organ = `${towns[Math.floor(index / YEARS) % towns.length] ?? ''}人民政府`
    // Sorted by path, years of an organ lie far apart: the panel has to bring them together.
    const path = `${report?.year ?? 0}/${String(index).padStart(7, '0')}.pdf`
    const sha256 = createHash('sha256').update(path).digest('hex')
    const title = (report?.title ?? '').replace(ORGAN, organ)
    document.run(index + 1, sha256, path, path, title, organ, report?.year ?? 0, report?.form ?? '')
    attempt.run(index + 1, index + 1, deflateRawSync(filled(text, path, organ, sha256), { level: 1 }))
  }
  database.exec('update documents set attempt_id = id')
  database.exec('COMMIT')
  database.close()
}
