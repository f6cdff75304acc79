import { z } from 'zod'
import { VERSION } from '../../version.js'
import type { App, Context } from '../context.js'
import { Refusal } from '../errors/refusal.js'
import { changeErrors, errors, named, type Reply } from '../schemas/common.js'
import { forConnection, isOwn } from '../security/sessions.js'
import { digestOf } from '../security/tokens.js'

const LONGEST_TOKEN = 300

const loginBody = named('Login', z.strictObject({ token: z.string().max(LONGEST_TOKEN) }))

const sessionSchema = named(
  'Session',
  z.object({
    name: z.string().describe('who is logged in: statements are signed with it'),
    scopes: z.array(z.enum(['read', 'write'])),
    version: z.string().describe('of the server'),
    board: z.boolean().describe('whether queues are shown at /queues'),
  }),
)
const sessionReply: Reply<typeof sessionSchema> = sessionSchema
const path = '/v1/session'

/** How a browser comes in: once with a token, or by the link that the program printed. */
export function loginRoutes(app: App, { doorkeeper, sessions }: Context): void {
  app.post(
    path,
    {
      schema: {
        operationId: 'login',
        tags: ['service'],
        summary: 'Begin a session of a browser with a token',
        description: 'The session is a cookie that scripts cannot read; it ends after twelve hours, or with the token.',
        security: [],
        body: loginBody,
        response: { 204: z.void(), ...changeErrors() },
      },
    },
    async (request, reply) => {
      const digest = digestOf(request.body.token.trim())
      const token = isOwn(request.method, request.headers) ? await doorkeeper.ofDigest(digest) : null
      if (!token) throw new Refusal('unauthenticated')
      request.log.info({ token: token.name }, 'logged in')
      return reply
        .code(204)
        .header('set-cookie', forConnection(sessions.begin(digest), request.headers))
        .send()
    },
  )

  app.get(
    '/start/:key',
    { schema: { hide: true, params: z.object({ key: z.string().max(100) }) } },
    (request, reply) => {
      // Who only looks what the link is (HEAD) does not use it up.
      const cookie = request.method === 'GET' ? sessions.accept(request.params.key) : null
      if (cookie) void reply.header('set-cookie', forConnection(cookie, request.headers))
      // A person who opens the same link again is signed in already, or learns there that the link is used up.
      return reply.redirect('/', 303)
    },
  )
}

/** Tells whose session it is, and ends it. */
export function sessionRoutes(app: App, { sessions, backend, pictures }: Context): void {
  app.get(
    path,
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getSession',
        tags: ['service'],
        summary: 'Who is asking, and what they may do',
        response: { 200: sessionReply, ...errors() },
      },
    },
    ({ bearer }) => {
      // Whoever opens the pages will look at a document soon.
      pictures.warm()
      return {
        ...{ name: bearer?.name ?? '', scopes: bearer?.scopes ?? [] },
        ...{ version: VERSION, board: backend.boards !== undefined },
      }
    },
  )

  app.delete(
    path,
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'logout',
        tags: ['service'],
        summary: 'End the session',
        response: { 204: z.void(), ...changeErrors() },
      },
    },
    async ({ headers }, reply) => reply.code(204).header('set-cookie', sessions.end(headers)).send(),
  )
}
