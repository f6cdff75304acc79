import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Language } from '../../model/problem.js'
import type { App, Context } from '../context.js'
import { answer } from '../errors/handler.js'
import { languageOf, Refusal } from '../errors/refusal.js'
import { bearerOf } from '../security/door.js'
import { forConnection, isOwn } from '../security/sessions.js'
import { digestOf } from '../security/tokens.js'

const BASE = '/queues'
const LOGIN = `${BASE}/login`
const FORM_BYTES = 10_000

/** bull-board’s own pages: its scripts, its styles, nothing from anywhere else. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'"

/** A page without scripts: a form that is sent to where it came from. */
const LOGIN_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const TEXTS = {
  en: { label: 'Token with the scope write', enter: 'Enter', failed: 'This token does not open the queues.' },
  zh: { label: '具有 write 权限的令牌', enter: '进入', failed: '该令牌无权查看队列。' },
} as const

const form = z.object({ token: z.string().max(300) })

/** `/queues`: what BullMQ’s queues hold, for people with a browser; only where there are such queues. */
export async function queueRoutes(app: App, context: Context): Promise<void> {
  const { backend, doorkeeper, options, sessions } = context
  if (!backend.boards) return

  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_BYTES },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))))
    },
  )
  const showLogin = (request: FastifyRequest, reply: FastifyReply, failed: boolean): FastifyReply =>
    reply
      .code(failed ? 401 : 200)
      .header('content-security-policy', LOGIN_POLICY)
      .type('text/html; charset=utf-8')
      .send(loginPage(LOGIN, failed, languageOf(request.headers['accept-language'], options.language)))

  app.get(LOGIN, { schema: { hide: true } }, (request, reply) => showLogin(request, reply, false))

  app.post(LOGIN, { schema: { hide: true } }, async (request, reply) => {
    const given = form.safeParse(request.body)
    const digest = digestOf(given.data?.token.trim() ?? '')
    const token = isOwn(request.method, request.headers) ? await doorkeeper.ofDigest(digest) : null
    if (!token?.scopes.includes('write')) return showLogin(request, reply, true)
    request.log.info({ token: token.name }, 'logged in')
    return reply.header('set-cookie', forConnection(sessions.begin(digest), request.headers)).redirect(`${BASE}/`, 303)
  })

  await app.register(async (inner: App) => {
    inner.addHook('onRequest', async (request, reply) => {
      const { headers, method } = request
      const token = await bearerOf(request, context)
      // bull-board answers whatever is thrown here in its own way.
      const refuse = (refusal: Refusal): FastifyReply => answer(refusal, request, reply, options.language)
      if (token && !token.scopes.includes('write')) return refuse(new Refusal('forbidden', { scope: 'write' }))
      if (token) {
        reply.header('content-security-policy', POLICY)
        request.bearer = token
        return undefined
      }
      const isBrowser = method === 'GET' && (headers.accept ?? '').includes('text/html')
      return isBrowser ? reply.redirect(LOGIN, 303) : refuse(new Refusal('unauthenticated'))
    })
    await inner.register(await boardOf(backend.boards ?? []), { prefix: BASE })
  })
}

/** bull-board, loaded only where it is shown. */
async function boardOf(queues: NonNullable<Context['backend']['boards']>) {
  const { createBullBoard } = await import('@bull-board/api')
  const { BullMQAdapter } = await import('@bull-board/api/bullMQAdapter')
  const { FastifyAdapter } = await import('@bull-board/fastify')
  const board = new FastifyAdapter()
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue)),
    serverAdapter: board,
    options: { uiConfig: { boardTitle: 'nianbao' } },
  })
  board.setBasePath(BASE)
  return board.registerPlugin()
}

/** @param action a path of ours: nothing of a request is put into the page */
function loginPage(action: string, failed: boolean, language: Language): string {
  const { label, enter, failed: wrong } = TEXTS[language]
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>nianbao</title>
<style>body{font:16px sans-serif;max-width:24rem;margin:20vh auto;padding:0 1rem}input{width:100%;margin:.5rem 0 1rem;box-sizing:border-box}</style>
<form method="post" action="${action}">
${failed ? `<p role="alert">${wrong}</p>\n` : ''}<label>${label}<input type="password" name="token" required autofocus autocomplete="current-password"></label>
<button>${enter}</button>
</form>
</html>
`
}
