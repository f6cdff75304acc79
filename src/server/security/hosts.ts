import type { App, Context } from '../context.js'
import { Refusal } from '../errors/refusal.js'

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
