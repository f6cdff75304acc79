import { createHash, randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Token } from '../../store/store.js'

/** Browsers cannot send a token with every request: who showed one gets a cookie instead, for a while. */

export const SESSION_COOKIE = 'nianbao_session'
/** A session’s length, in seconds: a day of work. */
const LASTS_SECONDS = 12 * 3_600
/** An invitation is for whoever starts the program, and for now. */
const INVITATION_MS = 10 * 60_000
/** More sessions than people: the oldest go first. */
const MAX = 1_000

/** The person or program behind a request, with what they may do. */
export type Bearer = Pick<Token, 'name' | 'scopes'>

/** The holder of a session: the digest of a token, after whose revocation it is over; or the person who started the program on this machine. */
export type Holder = string | Bearer

interface Session {
  readonly holder: Holder
  readonly endsAt: number
}

const digestOf = (id: string): string => createHash('sha256').update(id).digest('hex')
const newId = (): string => randomBytes(32).toString('base64url')

/** Sessions of this process; what is kept of one opens none. */
export class Sessions {
  readonly #open = new Map<string, Session>()
  readonly #invitations = new Map<string, Session>()
  readonly #cookie: string

  /** @param name of this server, where several are on one machine: their ports share cookies */
  constructor(
    name = '',
    private readonly now: () => number = Date.now,
  ) {
    this.#cookie = name === '' ? SESSION_COOKIE : `${SESSION_COOKIE}_${name}`
  }

  /** Begins one; gives the cookie to set. */
  begin(holder: Holder): string {
    const [oldest] = this.#open.keys()
    if (this.#open.size >= MAX && oldest !== undefined) this.#open.delete(oldest)
    const id = newId()
    this.#open.set(digestOf(id), { holder, endsAt: this.now() + LASTS_SECONDS * 1_000 })
    return this.#cookieOf(id, LASTS_SECONDS)
  }

  /** The holder of the session that a request belongs to; null where there is none any more. */
  holderOf(headers: Pick<IncomingHttpHeaders, 'cookie'>): Holder | null {
    const id = this.#idIn(headers)
    // Looked up by its digest: how long that takes tells nothing of the sessions there are.
    const session = id === null ? undefined : this.#open.get(digestOf(id))
    if (!session || id === null) return null
    if (session.endsAt > this.now()) return session.holder
    this.#open.delete(digestOf(id))
    return null
  }

  /** Ends the session that a request belongs to; gives the cookie that clears it. */
  end(headers: Pick<IncomingHttpHeaders, 'cookie'>): string {
    const id = this.#idIn(headers)
    if (id !== null) this.#open.delete(digestOf(id))
    return this.#cookieOf('', 0)
  }

  /** A key that begins one session, once, within ten minutes. */
  invite(bearer: Bearer): string {
    const key = newId()
    this.#invitations.set(digestOf(key), { holder: bearer, endsAt: this.now() + INVITATION_MS })
    return key
  }

  /** The cookie of the session that an invitation begins; null where it was used, or is none. */
  accept(key: string): string | null {
    const invitation = this.#invitations.get(digestOf(key))
    this.#invitations.delete(digestOf(key))
    return invitation && invitation.endsAt > this.now() ? this.begin(invitation.holder) : null
  }

  #idIn({ cookie }: Pick<IncomingHttpHeaders, 'cookie'>): string | null {
    return new RegExp(`(?:^|;\\s*)${this.#cookie}=([\\w-]{43})(?:;|$)`).exec(cookie ?? '')?.[1] ?? null
  }

  #cookieOf(id: string, seconds: number): string {
    return `${this.#cookie}=${id}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict`
  }
}

/** A cookie as it is set: behind a proxy that speaks TLS to the browser, it is never sent without. */
export const forConnection = (cookie: string, headers: IncomingHttpHeaders): string =>
  headers['x-forwarded-proto'] === 'https' ? `${cookie}; Secure` : cookie

const SAFE = ['GET', 'HEAD']

/** Whether a request that changes something comes from a page of this very server, as far as the browser says. */
export function isOwn(method: string, { origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (SAFE.includes(method)) return true
  if (site !== undefined) return site === 'same-origin'
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

/**
 * Whether a request that bears a session is to be answered: one that changes something names this server as its origin, as all
 * browsers do, and one that looks comes from a page of this server, or from the address bar.
 */
export function isOwnSession(method: string, headers: IncomingHttpHeaders): boolean {
  const { origin, host, 'sec-fetch-site': site = 'same-origin' } = headers
  if (SAFE.includes(method)) return site === 'same-origin' || site === 'none'
  return site === 'same-origin' && origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
}
