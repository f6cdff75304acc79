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
