import type { FastifyRequest } from 'fastify'
import type { App, Context } from '../context.js'
import { Refusal } from '../errors/refusal.js'

/** Lets those in who bear a token that allows what the route does; a route that names no scope lets in nobody. */
export function guard(app: App, { doorkeeper }: Pick<Context, 'doorkeeper'>): void {
  app.addHook('onRequest', async (request) => {
    await identify(request, doorkeeper)
    const { scope } = request.routeOptions.config
    if (scope === undefined || !request.bearer?.scopes.includes(scope))
      throw new Refusal('forbidden', { scope: scope ?? '–' })
  })
}

/**
 * Notes whose request it is.
 * @throws Refusal `unauthenticated`
 */
export async function identify(request: FastifyRequest, doorkeeper: Context['doorkeeper']): Promise<void> {
  request.bearer = await doorkeeper.ofHeader(request.headers.authorization)
  if (!request.bearer) throw new Refusal('unauthenticated')
}
