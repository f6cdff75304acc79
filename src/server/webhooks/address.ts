import { createHmac } from 'node:crypto'

/** Addresses that may be told of a batch, and how they know that it was us. */
export interface WebhookOptions {
  /** The beginning that an address must have: scheme, host, port and folders, as the operator gave them. */
  readonly allowed: readonly string[]
  /** Known to the operator and to the receivers. */
  readonly secret: string
}

/** A secret shorter than this could be guessed. */
export const MIN_SECRET = 32

/** Whether an operator can allow it: an address of the web without a password, a query or a fragment. */
export function isWebhookBase(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password, search, hash } = new URL(address)
  return ['http:', 'https:'].includes(protocol) && `${username}${password}${search}${hash}` === ''
}

/** Whether an address stands at or below one of those that the operator allows: nobody else can make the server call others. */
export function isAllowedWebhook(address: string, { allowed }: Pick<WebhookOptions, 'allowed'>): boolean {
  if (!URL.canParse(address)) return false
  const { origin, pathname, username, password, hash } = new URL(address)
  if (`${username}${password}${hash}` !== '') return false
  return allowed.some((base) => {
    const { origin: home, pathname: folder } = new URL(base)
    return origin === home && (pathname === folder || pathname.startsWith(folder.endsWith('/') ? folder : `${folder}/`))
  })
}

/**
 * The signature of a body: `t=SECONDS,v1=HEX`, the HMAC-SHA256 of `SECONDS.BODY`. Whoever is told compares it with their own and
 * looks whether the seconds (since 1970) are those of today, so that no call can be sent again by somebody else.
 */
export function signatureOf(body: string, secret: string, seconds: number): string {
  const hmac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${hmac}`
}
