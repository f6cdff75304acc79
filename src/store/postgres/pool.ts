import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { Pool, TypeOverrides, type ClientBase, type PoolClient } from 'pg'
import type { Address } from './address.js'
import { patiently } from './patience.js'
import { isUnreachable, translated } from './translate.js'

export interface PoolOptions {
  /** Connections at most. */
  readonly connections: number
  /** Milliseconds for which a database that cannot be reached is waited for. */
  readonly patienceMs: number
  /** Milliseconds that one statement may take; 0: as long as it takes. */
  readonly statementMs: number
  /** Milliseconds that one statement waits for others who write; 0: as long as they take. */
  readonly lockMs: number
  /** Looks at each new connection; what it throws refuses it. */
  readonly check?: (client: ClientBase) => Promise<void>
}

/** Until a server must have answered a new connection. */
const CONNECT_MS = 10_000
/** Milliseconds beyond the longest statement after which a server counts as cut off in the middle of an answer. */
const SILENCE_MS = 15_000
/** A client that was cut off in the middle of a transaction keeps others from its documents no longer than this. */
const IDLE_IN_TRANSACTION_MS = 60_000
const SETTINGS = { timezone: 'UTC', idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS } as const
/** Connections are made anew now and then, so that a process notices that the tables became another version's. */
const LIFETIME_S = 300

/** Commands that kysely tells apart; it does not ask about others. */
const COMMANDS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE'] as const

/** Numbers of types in pg_type. */
const OID = { bool: 16, int8: 20, json: 114, timestamptz: 1184, jsonb: 3802 } as const

/** Values come as they come from SQLite: booleans as 0 and 1, JSON as text, times in ISO 8601. */
function types(): TypeOverrides {
  const overrides = new TypeOverrides()
  overrides.setTypeParser(OID.bool, (text) => (text === 't' ? 1 : 0))
  overrides.setTypeParser(OID.int8, Number)
  overrides.setTypeParser(OID.timestamptz, (text) => new Date(isoOf(text)).toISOString())
  for (const json of [OID.json, OID.jsonb]) overrides.setTypeParser(json, (text) => text)
  return overrides
}

/** "2026-01-02 03:04:05.5+00" as ISO 8601 has it. */
const isoOf = (text: string): string => text.replace(' ', 'T').replace(/([+-]\d\d)$/u, '$1:00')

/** Connections to one database, for kysely. Waits for a server that restarts, and asks again what may be asked again. */
export class PatientPool implements PostgresPool {
  readonly #pool: Pool
  readonly #shown: string
  readonly #options: PoolOptions
  /** Connections that are set up. */
  readonly #known = new WeakSet<PoolClient>()

  constructor({ connectionString, shown }: Address, options: PoolOptions) {
    this.#shown = shown
    this.#options = options
    const { connections, statementMs } = options
    this.#pool = new Pool({
      ...{ connectionString, types: types(), max: connections, application_name: 'nianbao', keepAlive: true },
      ...{ connectionTimeoutMillis: CONNECT_MS, maxLifetimeSeconds: LIFETIME_S },
      ...(statementMs > 0 && { query_timeout: statementMs + SILENCE_MS }),
    })
    // A connection that breaks while nobody uses it leaves the pool; the next one asks for another.
    this.#pool.on('error', () => undefined)
  }

  /** @throws StoreError */
  async connect(): Promise<PostgresPoolClient> {
    return new PatientClient(this, await this.take(), this.#shown, this.#options.patienceMs)
  }

  /** @throws StoreError */
  take(): Promise<PoolClient> {
    const once = async (): Promise<PoolClient> => {
      try {
        return await this.#prepared(await this.#pool.connect())
      } catch (error) {
        throw translated(error, this.#shown, { connecting: true })
      }
    }
    return patiently(once, isUnreachable, this.#options.patienceMs)
  }

  /** A new connection is set up and looked at. */
  async #prepared(client: PoolClient): Promise<PoolClient> {
    if (this.#known.has(client)) return client
    client.on('error', noted)
    try {
      const { statementMs, lockMs, check } = this.#options
      await client.query(setAll({ ...SETTINGS, statement_timeout: statementMs, lock_timeout: lockMs }))
      await check?.(client)
      this.#known.add(client)
      return client
    } catch (error) {
      client.release(true)
      throw error
    } finally {
      client.off('error', noted)
    }
  }

  end(): Promise<void> {
    return this.#pool.end()
  }
}

const setAll = (settings: Readonly<Record<string, string | number>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `set ${name} = '${value}'`)
    .join('; ')

const noted = (): void => undefined

/** One connection while somebody has it; it may be exchanged for another between transactions. */
class PatientClient implements PostgresPoolClient {
  readonly #pool: PatientPool
  readonly #shown: string
  readonly #patienceMs: number
  /** Null once it broke. */
  #client: PoolClient | null = null
  #inTransaction = false

  constructor(pool: PatientPool, client: PoolClient, shown: string, patienceMs: number) {
    this.#pool = pool
    this.#shown = shown
    this.#patienceMs = patienceMs
    this.#hold(client)
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  query<R>(
    asked: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    // A result that is held open keeps old rows from being cleaned up; readers go page by page instead.
    if (typeof asked !== 'string') throw new Error('queries are read in pages, not streamed')
    return this.#asked<R>(asked, parameters)
  }

  release(): void {
    this.#client?.off('error', noted)
    this.#client?.release()
    this.#client = null
  }

  async #asked<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    // With its connection a transaction is gone.
    if (sql === 'rollback' && this.#client === null) return { command: 'SELECT', rowCount: 0, rows: [] }
    const mayRepeat = !this.#inTransaction && REPEATABLE.test(sql)
    const once = (): Promise<PostgresQueryResult<R>> => this.#once<R>(sql, parameters, mayRepeat)
    const result = mayRepeat ? await patiently(once, isUnreachable, this.#patienceMs) : await once()
    this.#inTransaction = BEGIN.test(sql) || (this.#inTransaction && !END.test(sql))
    return result
  }

  async #once<R>(sql: string, parameters: readonly unknown[], mayConnect: boolean): Promise<PostgresQueryResult<R>> {
    if (this.#client === null && mayConnect) this.#hold(await this.#pool.take())
    const client = this.#client
    try {
      if (client === null) throw new Error('Connection terminated')
      const { command, rowCount, rows } = await client.query<Record<string, unknown>>(sql, parameters.map(storable))
      return {
        command: COMMANDS.find((known) => known === command) ?? 'SELECT',
        rowCount: rowCount ?? 0,
        rows: as(rows),
      }
    } catch (error) {
      const found = translated(error, this.#shown)
      if (isUnreachable(found)) this.#drop()
      throw found
    }
  }

  #hold(client: PoolClient): void {
    // The driver speaks of a broken connection twice: to whoever waits for an answer, and here.
    client.on('error', noted)
    this.#client = client
  }

  #drop(): void {
    this.#client?.release(true)
    this.#client = null
  }
}

/** kysely's types say what a row is; whoever reads it parses it all the same. */
function as<R>(rows: readonly unknown[]): R[] {
  return rows as R[]
}

const BEGIN = /^(?:begin|start transaction)\b/u
const END = /^(?:commit|rollback)$/u
/** Outside of a transaction: what writes nothing, and the beginning of one. */
const REPEATABLE = /^\s*(?:select|begin|start transaction)\b/u

const NUL = /\0/gu

/** PostgreSQL's texts hold no NUL; nor do those that people wrote. */
const storable = (parameter: unknown): unknown =>
  typeof parameter === 'string' && parameter.includes('\0') ? parameter.replace(NUL, '\uFFFD') : parameter
