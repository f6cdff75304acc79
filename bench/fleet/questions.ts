import type { Client } from 'pg'
import type { DocumentFilter, DocumentPage, Store } from '../../src/store/store.js'
import { YEARS } from './synthetic.js'

/** A question that programs or people put to a fleet's store. */
export interface Question {
  readonly name: string
  readonly ask: () => Promise<unknown>
}

const PAGE = 50
const YEAR = YEARS[YEARS.length - 1] ?? 0
const CODE = 'a_granted_all'

async function rows(found: AsyncIterable<unknown>, most = Infinity): Promise<number> {
  const iterator = found[Symbol.asyncIterator]()
  let count = 0
  while (count < most && !(await iterator.next()).done) count++
  await iterator.return?.()
  return count
}

/** The row that stands at this share of all, in the order of lists. */
async function at(client: Client, share: number): Promise<{ path: string; sha256: string }> {
  const { rows: found } = await client.query<{ path: string; sha256: string }>(
    `select path, sha256 from documents order by path, sha256
     offset (select floor(count(*) * ${share}) from documents) limit 1`,
  )
  const [row] = found
  if (!row) throw new Error('There are no documents.')
  return row
}

export async function questionsOf(store: Store, client: Client): Promise<readonly Question[]> {
  const after = await at(client, 0.9)
  const list =
    (filter: DocumentFilter, page: DocumentPage = {}) =>
    (): Promise<number> =>
      rows(store.documents(filter, { limit: PAGE, ...page }))
  const sql = (text: string) => (): Promise<unknown> => client.query(text)
  const folder = after.path.split('/').slice(0, 2).join('/')
  return [
    { name: 'a list, its first 50', ask: list({}) },
    { name: 'a list, 50 behind 90 % of it', ask: list({}, { after }) },
    { name: 'flagged ones of a year, 50 behind 90 %', ask: list({ status: ['flagged'], years: [YEAR] }, { after }) },
    { name: 'those with a fault, first 50', ask: list({ faults: true }) },
    { name: 'those with a code of problems, first 50', ask: list({ codes: ['unbalanced'] }) },
    { name: 'those that failed (none), first 50', ask: list({ status: ['failed'] }) },
    { name: `a folder by its glob (${folder}/**), first 50`, ask: list({ paths: [`${folder}/**`] }) },
    { name: 'those of a batch, first 50', ask: list({ batch: 1 }) },
    { name: 'one document by 12 digits of its fingerprint', ask: () => store.find(after.sha256.slice(0, 12)) },
    { name: 'one document by its path', ask: () => store.find(after.path) },
    { name: 'one document with everything', ask: () => rows(store.effective({ sha256: [after.sha256] })) },
    { name: 'its attempts', ask: () => store.attempts(after.sha256) },
    { name: 'a tally of all', ask: () => store.tally() },
    { name: 'a tally of a year', ask: () => store.tally({ years: [YEAR] }) },
    { name: 'an export’s 500 documents of a year', ask: () => rows(store.effective({ years: [YEAR] }), 500) },
    {
      name: 'one code’s values over a year, in SQL',
      ask: sql(`select sha256, value from "values" where code = '${CODE}' and year = ${YEAR}`),
    },
    {
      name: 'one code’s values over all, in SQL',
      ask: sql(`select sha256, value from "values" where code = '${CODE}'`),
    },
    {
      name: 'the sum of each code over a year, from the lists themselves',
      ask: sql(`select codes.code, sum(one.number) from documents
        join document_values held on held.document_id = documents.id
        cross join lateral unnest(held.codes, held.numbers) as one (code, number)
        join codes on codes.id = one.code where year = ${YEAR} group by codes.code`),
    },
  ]
}
