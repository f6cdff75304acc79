import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { App, Context } from './context.js'
import { answer } from './errors/handler.js'
import { errorBody, Refusal, requestTooLarge } from './errors/refusal.js'
import { HEADERS } from './security/headers.js'
import { watchIncoming } from './security/pace.js'

/** Guards the connections below the routes: who sends, how fast, and where the rest of a refused body goes. */

/** Requests that asked whether to send their body, and what tells them to. */
const asking = new WeakMap<IncomingMessage, () => void>()

/**
 * “Expect: 100-continue” is answered when the route is about to take the body: who has no token, or sends too much, learns
 * it before sending anything.
 */
export function answerExpectations(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    asking.set(request, () => {
      response.writeContinue()
    })
    server.emit('request', request, response)
  })
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** Bodies: bounded, watched, and let go in good order. */
export function watchBodies(app: App, { options }: Context): void {
  app.addHook('preParsing', async (request, reply) => {
    const { raw } = request
    if (!hasBody(raw)) return
    const length = Number(raw.headers['content-length'] ?? 0)
    if (length > options.requestBytes) {
      throw requestTooLarge(options.requestBytes)
    }
    watchIncoming(raw, options.pace, () => {
      if (!reply.sent) answer(new Refusal('too-slow'), request, reply, options.language)
    })
    asking.get(raw)?.()
    await Promise.resolve()
  })

  app.addHook('onSend', async ({ raw }, reply) => {
    if (!hasBody(raw) || raw.complete) return
    const { socket } = raw
    const timer = setTimeout(() => socket.destroy(), options.lingerMs)
    timer.unref()
    // Once a reply is out, Node no more tells a request that its line is gone: whoever still reads it would wait for ever.
    socket.once('close', () => {
      clearTimeout(timer)
      raw.destroy()
    })
    raw.once('end', () => {
      clearTimeout(timer)
    })
    reply.raw.once('finish', () => raw.resume())
    // Whoever waits for “100 Continue” sends no body any more: the next request on the line could not be told from it.
    if (asking.has(raw)) reply.header('connection', 'close')
    await Promise.resolve()
  })
}

const CLIENT_ERRORS: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: new Refusal('too-slow'),
  HPE_HEADER_OVERFLOW: new Refusal('headers-too-large'),
  HPE_INVALID_URL: new Refusal('url-invalid'),
}

/** Answers bytes that are no HTTP, or that come too slowly, as all errors are answered, and cuts the line. */
export function answerBrokenRequests(
  error: NodeJS.ErrnoException,
  socket: Socket,
  context: Pick<Context, 'options'>,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (socket.writable && socket.bytesWritten === 0) {
    const refusal = CLIENT_ERRORS[error.code ?? ''] ?? new Refusal('invalid-request', { reason: 'HTTP' })
    const id = randomUUID()
    const body = JSON.stringify(errorBody(refusal, context.options.language, id))
    const { status } = refusal
    socket.write(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
        'Content-Type: application/json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
        'Connection: close',
        ...Object.entries({ ...HEADERS, 'x-request-id': id }).map(([name, value]) => `${name}: ${value}`),
        '',
        body,
      ].join('\r\n'),
    )
  }
  socket.destroySoon()
}
