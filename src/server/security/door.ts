import type { FastifyRequest } from 'fastify'
import type { App, Context } from '../context.js'
import { Refusal } from '../errors/refusal.js'
import { isOwnSession, type Bearer } from './sessions.js'

type Keys = Pick<Context, 'doorkeeper' | 'sessions'>

/** Lets those in who bear a token that allows what the route does; a route that names no scope lets in nobody. */
export function guard(app: App, keys: Keys): void {
  app.addHook('onRequest', async (request) => {
    await identify(request, keys)
    const { scope } = request.routeOptions.config
    if (scope === undefined || !request.bearer?.scopes.includes(scope))
      throw new Refusal('forbidden', { scope: scope ?? '–' })
  })
}

/**
 * Notes whose request it is.
 * @throws Refusal `unauthenticated`
 */
export async function identify(request: FastifyRequest, keys: Keys): Promise<void> {
  request.bearer = await bearerOf(request, keys)
  if (!request.bearer) throw new Refusal('unauthenticated')
}

/** A token counts before a session; what another site makes a browser send counts for nothing. */
export async function bearerOf(
  { headers, method }: FastifyRequest,
  { doorkeeper, sessions }: Keys,
): Promise<Bearer | null> {
  if (headers.authorization !== undefined) return doorkeeper.ofHeader(headers.authorization)
  const holder = isOwnSession(method, headers) ? sessions.holderOf(headers) : null
  return typeof holder === 'string' ? doorkeeper.ofDigest(holder) : holder
}

/** Names that this machine has for itself. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i

/**
 * Refuses requests that were meant for another host, on a server for this machine alone: a page elsewhere whose name was made
 * to lead here would otherwise be as good as a page of this server (DNS rebinding).
 */
export function refuseOtherHosts(app: App, { options }: Pick<Context, 'options'>): void {
  if (!options.loopbackOnly) return
  app.addHook('onRequest', async ({ headers: { host = '' } }) => {
    if (!LOOPBACK.test(host)) throw new Refusal('host-refused', { host: host.slice(0, 100) })
    await Promise.resolve()
  })
}
