import { createHash, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Browsers cannot send a token with every request: who showed one gets a cookie instead, for a while. */

const COOKIE = 'nianbao_queues'
/** A session's length, in seconds: long enough to look into something. */
const LASTS_SECONDS = 3_600
/** More sessions than people: the oldest go first. */
const MOST = 1_000

interface Session {
  /** The token's id: once that is revoked the session is over. */
  readonly token: string
  readonly endsAt: number
}

const digestOf = (id: string): string => createHash('sha256').update(id).digest('hex')

/** Sessions of this process; what is kept of one opens none. */
export class Sessions {
  readonly #open = new Map<string, Session>()

  constructor(private readonly now: () => number = Date.now) {}

  /** Begins one for the bearer of a token (its digest); gives the cookie to set below a path. */
  begin(token: string, path: string): string {
    const [oldest] = this.#open.keys()
    if (this.#open.size >= MOST && oldest !== undefined) this.#open.delete(oldest)
    const id = randomBytes(32).toString('base64url')
    this.#open.set(digestOf(id), { token, endsAt: this.now() + LASTS_SECONDS * 1_000 })
    return `${COOKIE}=${id}; Path=${path}; Max-Age=${LASTS_SECONDS}; HttpOnly; SameSite=Strict`
  }

  /** The digest of the token whose session a request belongs to; null where there is none any more. */
  tokenOf({ cookie }: IncomingHttpHeaders): string | null {
    const id = new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{43})(?:;|$)`).exec(cookie ?? '')?.[1]
    if (id === undefined) return null
    // Looked up by its digest: how long that takes tells nothing of the sessions there are.
    const session = this.#open.get(digestOf(id))
    if (!session) return null
    if (session.endsAt > this.now()) return session.token
    this.#open.delete(digestOf(id))
    return null
  }
}

const SAFE = ['GET', 'HEAD']

/** Whether a request that changes something comes from a page of this very server, as far as the browser says. */
export function isOwn(method: string, { origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (SAFE.includes(method)) return true
  if (site !== undefined) return site === 'same-origin'
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}
