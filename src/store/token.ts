/** Who may use the HTTP API. */

export const SCOPES = ['read', 'write'] as const
/** A right of a token's bearer. `write` does not include `read`: a token has a list of scopes. */
export type Scope = (typeof SCOPES)[number]

export interface NewToken {
  readonly name: string
  /** SHA-256 of the token, in hexadecimal; the token itself is kept nowhere. */
  readonly digest: string
  readonly scopes: readonly Scope[]
  /** null: never. */
  readonly expiresAt: string | null
}
export interface Token extends NewToken {
  readonly createdAt: string
}
