import { z } from 'zod'
import type { Scope, Store } from '../../store/store.js'
import { command, commandGroup, flag, option, wrong, type Kit } from '../command.js'
import { EXIT } from '../exit.js'
import { dataFolder, explained, fleetMeant, PLACE_OPTIONS, type PlaceOptions } from '../place.js'
import { note, stdout } from '../render/output.js'
import { tableOf } from '../render/table.js'
import { formatTime, lookOf } from '../render/text.js'
import { text } from '../say.js'
import { SENTENCES } from '../words.js'

const scope = z.enum(['read', 'write'])

/** Whoever may write may read what came of it. */
const SCOPES: Readonly<Record<z.infer<typeof scope>, readonly Scope[]>> = { read: ['read'], write: ['read', 'write'] }

const DAY_MS = 24 * 60 * 60 * 1_000

/** The end of a token, as ISO 8601 in UTC: `90d` from now, a date (its end, in UTC), or a time with its zone. */
function expiryOf(written: string): string {
  const days = /^([1-9]\d{0,4})d$/.exec(written)?.[1]
  let at = NaN
  if (days !== undefined) at = Date.now() + Number(days) * DAY_MS
  else if (/^\d{4}-\d\d-\d\d$/.test(written)) at = Date.parse(`${written}T00:00:00Z`) + DAY_MS
  else if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(written)) at = Date.parse(written)
  return at > Date.now() ? new Date(at).toISOString() : wrong(TEXTS.notExpiry)
}

const NAME = {
  name: '<NAME>',
  text: text('what it is called: who or what uses it', '令牌名称：使用者或用途'),
} as const
const JSON_OPTION = { json: flag('--json', SENTENCES.json) } as const

/** Prints the token, this once. */
const create = command({
  operands: [
    { ...NAME, parse: (written) => (/^[\p{L}\p{N}._@-]{1,64}$/u.test(written) ? written : wrong(TEXTS.notName)) },
  ],
  options: {
    ...PLACE_OPTIONS,
    scope: option(scope.default('read'), {
      flags: '--scope <SCOPE>',
      text: {
        en: 'read, or write: also upload, correct, confirm, reprocess (default: read)',
        zh: 'read（只读）或 write（还可上传、更正、确认、重新提取）（默认 read）',
      },
      parse: (written) => (scope.safeParse(written).success ? written : wrong(TEXTS.notScope)),
    }),
    expires: option(z.string().optional(), {
      flags: '--expires <WHEN>',
      text: {
        en: 'when it ends: a date (2027-01-31), a time (ISO 8601), or days from now (90d); never if left out',
        zh: '有效期：日期（2027-01-31）、时间（ISO 8601）或天数（90d）；省略则永久有效',
      },
      parse: expiryOf,
    }),
    ...JSON_OPTION,
  },
  notes: {
    en: 'The store keeps only a digest of a token: one that is lost cannot be shown again, but revoked and made anew.',
    zh: '系统只保存令牌的摘要：丢失后无法再次显示，只能吊销后重新创建。',
  },
  run: (kit, { scope, expires, json, ...place }, [name = '']) =>
    withTokens(place, kit, async (store) => {
      const { newToken } = await import('../../server/security/tokens.js')
      const { token, digest } = newToken()
      const made = { name, scopes: SCOPES[scope], expiresAt: expires ?? null }
      if (!(await store.addToken({ ...made, digest }))) return kit.fail(TEXTS.exists, { name })
      await stdout().write(`${json ? JSON.stringify({ ...made, token }) : token}\n`)
      if (!json) note(kit.say(TEXTS.created))
      return EXIT.fine
    }),
})

const list = command({
  options: { ...PLACE_OPTIONS, ...JSON_OPTION },
  run: (kit, { json, ...place }) =>
    withTokens(place, kit, async (store) => {
      const { isExpired } = await import('../../server/security/tokens.js')
      const { say } = kit
      const tokens = await store.tokens()
      const now = Date.now()
      const columns = [TEXTS.name, TEXTS.scopes, TEXTS.createdAt, TEXTS.expiresAt].map((title) => ({
        title: say(title),
      }))
      const rows = tokens.map((token) => [
        token.name,
        token.scopes.join(', '),
        formatTime(token.createdAt),
        token.expiresAt === null
          ? say(TEXTS.never)
          : `${formatTime(token.expiresAt)}${isExpired(token, now) ? ` (${say(TEXTS.expired)})` : ''}`,
      ])
      const shown = tokens.map(({ name, scopes, createdAt, expiresAt }) => ({ name, scopes, createdAt, expiresAt }))
      const table = (): string => (rows.length === 0 ? say(TEXTS.none) : tableOf(columns, rows, lookOf(process.stdout)))
      await stdout().write(`${json ? JSON.stringify(shown) : table()}\n`)
      return EXIT.fine
    }),
})

const revoke = command({
  operands: [NAME],
  options: PLACE_OPTIONS,
  run: (kit, place, [name = '']) =>
    withTokens(place, kit, async (store) => {
      if (!(await store.revokeToken(name))) return kit.fail(TEXTS.unknown, { name })
      await stdout().write(`${kit.say(TEXTS.revoked, { name })}\n`)
      return EXIT.fine
    }),
})

/** `nianbao token create|list|revoke`: who may use the HTTP API. */
export const token = commandGroup(
  {
    en: `nianbao token create collector --scope write --expires 90d
nianbao token list
nianbao token revoke collector`,
    zh: `nianbao token create 采集 --scope write --expires 90d
nianbao token list
nianbao token revoke 采集`,
  },
  {
    create: { text: text('make a token; it is shown this once', '创建令牌；仅显示这一次'), register: create },
    list: { text: text('list the tokens, without the tokens themselves', '列出令牌（不含令牌本身）'), register: list },
    revoke: { text: text('take a token back', '吊销令牌'), register: revoke },
  },
)

/** Tokens may be made before there is any document, so a data folder is made where there is none. */
async function withTokens(place: PlaceOptions, kit: Kit, command: (store: Store) => Promise<number>): Promise<number> {
  return explained(kit, async () => {
    const { language } = kit
    const config = await fleetMeant(place)
    const opened = config
      ? await (await import('../../fleet/open.js')).openFleet(config, { language })
      : await (await import('../../store/open.js')).openStore(dataFolder(place.data), { language })
    try {
      return await command(opened.store)
    } finally {
      await opened.close()
    }
  })
}

const TEXTS = {
  notScope: text('must be read or write.', '必须是 read 或 write。'),
  notExpiry: {
    en: 'must be a date or time to come, or days such as 90d.',
    zh: '必须是将来的日期或时间，或天数（如 90d）。',
  },
  notName: {
    en: 'must be 1 to 64 letters, digits, or one of “. _ @ -”.',
    zh: '必须是 1 至 64 个字母、汉字、数字或“. _ @ -”。',
  },
  created: {
    en: 'Keep it now, it is not shown again. It is used as: Authorization: Bearer TOKEN',
    zh: '请立即保存，以后不再显示。用法：Authorization: Bearer 令牌',
  },
  exists: {
    en: 'there is a token {name} already. Revoke it first, or give another name.',
    zh: '已有名为 {name} 的令牌。请先吊销，或换一个名称。',
  },
  unknown: text('there is no token {name}.', '没有名为 {name} 的令牌。'),
  revoked: text('Token {name} is revoked.', '令牌 {name} 已吊销。'),
  none: text('There are no tokens.', '没有令牌。'),
  name: text('name', '名称'),
  scopes: text('may', '权限'),
  createdAt: text('made', '创建时间'),
  expiresAt: text('ends', '失效时间'),
  never: text('never', '永不'),
  expired: text('expired', '已失效'),
} as const
