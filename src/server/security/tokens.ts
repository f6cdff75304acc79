import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Store, Token } from '../../store/store.js'

/** 256 bits: nobody guesses one, so a fast digest keeps them as well as a slow one would. */
const BYTES = 32
/** Lets scanners for leaked secrets, and people, know one. */
const PREFIX = 'nianbao_'

/** Milliseconds between two readings of the tokens from the store: a revoked one is refused that much later. */
const FRESH_MS = 1_000

/** A new token, which is shown once, and its digest, which is kept. */
export function newToken(): { readonly token: string; readonly digest: string } {
  const token = PREFIX + randomBytes(BYTES).toString('base64url')
  return { token, digest: digestOf(token) }
}

export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Knows the tokens that open the API. */
export class Doorkeeper {
  #known: { readonly at: number; readonly tokens: Promise<readonly Token[]> } | null = null

  constructor(
    private readonly store: Pick<Store, 'tokens'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** The token of an `Authorization` header; null where it is none, or none that is valid. */
  async ofHeader(header: string | undefined): Promise<Token | null> {
    const token = /^Bearer +([\w-]{1,200})$/i.exec(header ?? '')?.[1]
    return token === undefined ? null : this.ofDigest(digestOf(token))
  }

  /** By its digest, compared in constant time with each that there is. */
  async ofDigest(digest: string): Promise<Token | null> {
    const given = Buffer.from(digest, 'hex')
    let found: Token | null = null
    for (const token of await this.#tokens()) {
      const known = Buffer.from(token.digest, 'hex')
      if (known.length === given.length && timingSafeEqual(known, given)) found = token
    }
    return found && !isExpired(found, this.now()) ? found : null
  }

  async #tokens(): Promise<readonly Token[]> {
    const at = performance.now()
    if (!this.#known || at - this.#known.at > FRESH_MS) {
      const tokens = this.store.tokens()
      this.#known = { at, tokens }
      tokens.catch(() => {
        this.#known = null
      })
    }
    return this.#known.tokens
  }
}

export const isExpired = ({ expiresAt }: Pick<Token, 'expiresAt'>, now: number): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= now
