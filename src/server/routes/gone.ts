import type { FastifyReply } from 'fastify'

/** Fires when who asked is gone. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const abort = new AbortController()
  reply.raw.once('close', () => {
    abort.abort()
  })
  return abort.signal
}
