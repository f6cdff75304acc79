import pg from 'pg'
import { startPostgres, type PostgresOptions } from '../../../scripts/servers/postgres.js'
import type { Server } from '../../../scripts/servers/server.js'
import { migrate } from '../postgres/migrate.js'

/** A real server for tests, which gives each of them a database of its own. */
export interface TestPostgres extends Server {
  /** The URL of a new database with all tables, or without any. */
  readonly database: (options?: { readonly tables?: boolean }) => Promise<string>
}

export async function postgresForTests(options: PostgresOptions = { careless: true }): Promise<TestPostgres> {
  const server = await startPostgres(options)
  // Made once and copied: a database in the time that its tables alone would take.
  await migrate(server.url)
  const template = new URL(server.url).pathname.slice(1)
  let count = 0
  const database = async ({ tables = true } = {}): Promise<string> => {
    const name = `test_${++count}`
    await asked(urlOf(server.url, 'postgres'), `create database ${name} template ${tables ? template : 'template0'}`)
    return urlOf(server.url, name)
  }
  return { ...server, database }
}

const urlOf = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href

/** Asks a database something, outside of any store. */
export async function asked(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** Compares the tables' sums of a store: an empty list if all is well. */
export const faultsInDatabase = (url: string): Promise<readonly unknown[]> =>
  asked(
    url,
    `select path, 'not written whole' as fault from documents
       left join document_values on document_values.document_id = documents.id
       left join document_records on document_records.document_id = documents.id
       where coalesce(value_count, 0) <> coalesce(cardinality(document_values.codes), 0)
         or (attempt_id is null) <> (status = 'pending')
         or (attempt_id is null) <> (document_records.document_id is null)
         or coalesce(jsonb_array_length(record -> 'checks'), 0) <>
           (select count(*) from checks where checks.document_id = documents.id)
     union all
     select documents.path, 'two attempts of one key' from attempts join documents on documents.id = document_id
       where attempts.failure_class is null or attempts.failure_class = 'permanent'
       group by documents.path, attempts.version, attempts.options, generation having count(*) > 1`,
  )
