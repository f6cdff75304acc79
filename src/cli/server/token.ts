import { z } from 'zod'
import type { Language } from '../../model/problem.js'
import { isExpired, newToken } from '../../server/security/tokens.js'
import { openStore } from '../../store/open.js'
import type { Scope, Store } from '../../store/store.js'
import { EXIT } from '../exit.js'
import { fleetFlags } from '../fleet-flags.js'
import { formatTime } from '../format.js'
import { dataFolder } from '../kit.js'
import type { Say } from '../messages.js'
import { tableOf } from '../table.js'
import { lookOf, Output } from '../terminal.js'
import { fleetMeant } from '../place.js'
import { explained } from '../store/session.js'

const placeOptions = fleetFlags.extend({ data: z.string().optional() })
const createOptions = placeOptions.extend({
  scope: z.enum(['read', 'write']).default('read'),
  expires: z.string().optional(),
  json: z.boolean().default(false),
})
const listOptions = placeOptions.extend({ json: z.boolean().default(false) })

/** Whoever may write may read what came of it. */
const SCOPES: Readonly<Record<'read' | 'write', readonly Scope[]>> = { read: ['read'], write: ['read', 'write'] }

/** `nianbao token create NAME`: prints the token, this once. */
export async function createToken(name: string, given: unknown, say: Say, language: Language): Promise<number> {
  const { scope, expires, json, ...place } = createOptions.parse(given)
  return withTokens(place, say, language, async (store) => {
    const { token, digest } = newToken()
    const made = { name, scopes: SCOPES[scope], expiresAt: expires ?? null }
    if (!(await store.addToken({ ...made, digest }))) {
      process.stderr.write(`${say('error')} ${say('tokenExists', { name })}\n`)
      return EXIT.usage
    }
    await new Output(process.stdout).write(`${json ? JSON.stringify({ ...made, token }) : token}\n`)
    if (!json) process.stderr.write(`${say('tokenCreated')}\n`)
    return EXIT.fine
  })
}

/** `nianbao token list` */
export async function listTokens(given: unknown, say: Say, language: Language): Promise<number> {
  const { json, ...place } = listOptions.parse(given)
  return withTokens(place, say, language, async (store) => {
    const tokens = await store.tokens()
    const output = new Output(process.stdout)
    if (json) {
      const shown = tokens.map(({ name, scopes, createdAt, expiresAt }) => ({ name, scopes, createdAt, expiresAt }))
      await output.write(`${JSON.stringify(shown)}\n`)
      return EXIT.fine
    }
    if (tokens.length === 0) {
      await output.write(`${say('tokenNone')}\n`)
      return EXIT.fine
    }
    const titles = ['tokenNameColumn', 'tokenScopes', 'tokenCreatedAt', 'tokenExpiresAt'] as const
    const now = Date.now()
    const rows = tokens.map((token) => [
      token.name,
      token.scopes.join(', '),
      formatTime(token.createdAt),
      token.expiresAt === null
        ? say('tokenNever')
        : `${formatTime(token.expiresAt)}${isExpired(token, now) ? ` (${say('tokenExpired')})` : ''}`,
    ])
    const columns = titles.map((title) => ({ title: say(title) }))
    await output.write(`${tableOf(columns, rows, lookOf(process.stdout))}\n`)
    return EXIT.fine
  })
}

/** `nianbao token revoke NAME` */
export async function revokeToken(name: string, given: unknown, say: Say, language: Language): Promise<number> {
  return withTokens(placeOptions.parse(given), say, language, async (store) => {
    if (!(await store.revokeToken(name))) {
      process.stderr.write(`${say('error')} ${say('tokenUnknown', { name })}\n`)
      return EXIT.usage
    }
    await new Output(process.stdout).write(`${say('tokenRevoked', { name })}\n`)
    return EXIT.fine
  })
}

/** Tokens may be made before there is any document, so a data folder is made where there is none. */
async function withTokens(
  { data, ...flags }: z.infer<typeof placeOptions>,
  say: Say,
  language: Language,
  command: (store: Store) => Promise<number>,
): Promise<number> {
  return explained(say, language, async () => {
    const config = await fleetMeant(flags, data)
    const opened = config
      ? await (await import('../../fleet/open.js')).openFleet(config, { language })
      : await openStore(dataFolder(data), { language })
    try {
      return await command(opened.store)
    } finally {
      await opened.close()
    }
  })
}
