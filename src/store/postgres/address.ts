import { StoreError } from '../errors.js'

const PROTOCOLS: readonly string[] = ['postgres:', 'postgresql:']
const PORT = '5432'

/** Where a database is: what messages may show of its URL, and what the driver takes. */
export interface Address {
  /** Host, port and name; neither user nor password. */
  readonly shown: string
  readonly connectionString: string
}

/**
 * Reads a URL as libpq does, `postgres://user:password@host:5432/name?sslmode=verify-full&sslrootcert=/path`: sslmode `require`
 * encrypts, `verify-ca` and `verify-full` also check who answers.
 * @throws StoreError `database-refused` for what is no such URL; what was given is not repeated, it may hold a password
 */
export function addressOf(text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !PROTOCOLS.includes(url.protocol))
    throw new StoreError('database-refused', { database: '?', reason: 'postgres://user:password@host:5432/name' })
  const shown = `${url.hostname}:${url.port || PORT}${url.pathname}`
  // The driver would otherwise take `require` for `verify-full`, and warn of it at every start.
  if (url.searchParams.has('sslmode') && !url.searchParams.has('uselibpqcompat'))
    url.searchParams.set('uselibpqcompat', 'true')
  return { shown, connectionString: url.href }
}
