import { z } from 'zod'
import type { Attempt, DocumentFilter, DocumentRow } from '../../store/store.js'
import { AUTHOR_OPTIONS, authorOf, NO_AUTHOR } from '../author.js'
import { command, commandGroup, flag, option } from '../command.js'
import { EXIT } from '../exit.js'
import { oneDocument, PLACE_OPTIONS, withStore, type Session } from '../place.js'
import { stdout } from '../render/output.js'
import { oneLine } from '../render/text.js'
import { text } from '../say.js'
import { SENTENCES, STATUS_WORDS } from '../words.js'

const OPTIONS = {
  where: option(z.array(z.string()).optional(), {
    flags: '--where <FILTER>',
    several: true,
    text: {
      en: 'in all documents of this kind, as NAME=VALUE: batch=7, status=flagged, code=…, year=…, form=…, path=GLOB, organ=…, given.COLUMN=…, keptBack=true (may be given several times)',
      zh: '对所有符合条件的文档，写作 名称=值：batch=7、status=flagged、code=…、year=…、form=…、path=通配符、organ=…、given.列名=…、keptBack=true（可多次给出）',
    },
  }),
  dryRun: flag('--dry-run', text('say which attempt would count; change nothing', '只说明将采用哪次提取，不作更改')),
  ...AUTHOR_OPTIONS,
  ...PLACE_OPTIONS,
} as const
type Options = z.infer<z.ZodObject<typeof OPTIONS>>

/** A number of an attempt, or which one is meant of any document. */
const WHICH = /^(?:[1-9]\d{0,8}|former|kept-back)$/

const use = command({
  operands: [
    {
      name: '[WHICH]',
      text: {
        en: 'a number of nianbao show; former: the one that counted before; kept-back: the latest that was kept back',
        zh: 'nianbao show 中的编号；former 为此前采用的一次；kept-back 为最近一次未采用的',
      },
    },
    { name: '[DOCUMENT]', text: SENTENCES.documentArgument },
  ],
  options: OPTIONS,
  notes: {
    en: `From now on that attempt counts, with all corrections laid over it; who decided so, when and why is kept (nianbao show --json).
A later attempt takes its place as ever: nianbao reprocess --help says when. With --where the former one is meant unless WHICH is given.`,
    zh: `此后采用该次提取的结果，更正照旧覆盖其上；何人、何时、为何均有记录（nianbao show --json）。
以后的提取仍按常规取代（见 nianbao reprocess --help）。使用 --where 而不给 WHICH 时，指此前采用的一次。`,
  },
  examples: {
    en: `nianbao attempt use 1 3f9a01c2 --note "read with the wrong recogniser"
nianbao attempt use kept-back 3f9a01c2
nianbao attempt use --where batch=7 --dry-run            takes back a whole run`,
    zh: `nianbao attempt use 1 3f9a01c2 --note "误用了识别引擎"
nianbao attempt use kept-back 3f9a01c2
nianbao attempt use --where batch=7 --dry-run            撤回整个批次`,
  },
  run: (kit, options, [which, reference]) => {
    const { where } = options
    if (which !== undefined && !WHICH.test(which)) return kit.fail(TEXTS.notWhich, { which })
    if ((where === undefined) === (reference === undefined)) return kit.fail(TEXTS.missing)
    return withStore(options, kit, async (session) => run(session, which ?? 'former', reference ?? null, options))
  },
})

/** `nianbao attempt use`: which attempt on a document counts. */
export const attempt = commandGroup(
  {
    en: `nianbao attempt use 1 3f9a01c2
nianbao attempt use --where batch=7`,
    zh: `nianbao attempt use 1 3f9a01c2
nianbao attempt use --where batch=7`,
  },
  { use: { text: text('let another attempt count', '改为采用另一次提取'), register: use } },
)

async function run(session: Session, which: string, reference: string | null, options: Options): Promise<number> {
  const { store, say, fail } = session
  const author = await authorOf(options.author)
  if (author === '') return fail(NO_AUTHOR)
  const by = { author, note: options.note ?? null, dryRun: options.dryRun }
  if (reference !== null) {
    const row = await oneDocument(session, reference)
    if (!row) return EXIT.usage
    const chosen = chosenOf(await store.attempts(row.sha256), which)
    if (!chosen)
      return fail(TEXTS.noSuch[which === 'former' || which === 'kept-back' ? which : 'number'], {
        path: oneLine(row.path),
        which,
      })
    await take(session, row, chosen, by)
    return EXIT.fine
  }
  const filter = await filterWhere(options.where ?? [])
  if (filter === null) return fail(TEXTS.notFilter, { where: (options.where ?? []).join(' ') })
  const counts = { changed: 0, left: 0 }
  // Whatever changes may fall out of the filter: all that are meant are looked for first.
  const rows: Pick<DocumentRow, 'sha256' | 'path'>[] = []
  for await (const { sha256, path } of store.documents(filter)) rows.push({ sha256, path })
  for (const row of rows) {
    const chosen = chosenOf(await store.attempts(row.sha256), which)
    if (chosen && !chosen.attempt.current) await take(session, row, chosen, by)
    counts[chosen && !chosen.attempt.current ? 'changed' : 'left'] += 1
  }
  await stdout().write(`${say(options.dryRun ? TEXTS.wouldAll : TEXTS.all, counts)}\n`)
  return EXIT.fine
}

/** The filters of a list, as the HTTP API takes them; null where they are none. */
async function filterWhere(where: readonly string[]): Promise<DocumentFilter | null> {
  const { filterOf, filterQuery } = await import('../../server/schemas/filter.js')
  const query = new Map<string, string[]>()
  for (const each of where) {
    const [, name, value] = /^([A-Za-z]+(?:\.[^=]+)?)=([^]*)$/u.exec(each) ?? []
    if (name === undefined || value === undefined) return null
    query.set(name, [...(query.get(name) ?? []), value])
  }
  const single = Object.fromEntries(
    [...query].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )
  const parsed = filterQuery.safeParse(single)
  return parsed.success && query.size > 0 ? filterOf(parsed.data) : null
}

interface Chosen {
  readonly attempt: Attempt
  /** As `nianbao show` numbers them. */
  readonly number: number
  /** Id of the one that counted when this one was chosen. */
  readonly instead: number | null
}

/** The attempt that is meant; null where there is none of the kind. What failed is never former. */
function chosenOf(attempts: readonly Attempt[], which: string): Chosen | null {
  const current = attempts.find((each) => each.current)
  const instead = current?.id ?? null
  const numbered = attempts.map((attempt, place) => ({ attempt, number: place + 1, instead }))
  if (which === 'kept-back') return numbered.findLast(({ attempt }) => attempt.keptBack && !attempt.current) ?? null
  if (which !== 'former') return numbered.find(({ number }) => number === Number(which)) ?? null
  const before = numbered.filter(
    ({ attempt }) => current !== undefined && attempt.id < current.id && attempt.status !== 'failed',
  )
  return (
    before.find(({ attempt }) => attempt.id === current?.insteadOf) ??
    before.findLast(({ attempt }) => !attempt.keptBack) ??
    null
  )
}

async function take(
  { store, say }: Session,
  { sha256, path }: Pick<DocumentRow, 'sha256' | 'path'>,
  { attempt, number, instead }: Chosen,
  { author, note, dryRun }: { readonly author: string; readonly note: string | null; readonly dryRun: boolean },
): Promise<void> {
  if (!dryRun) await store.useAttempt({ sha256, attempt: attempt.id, author, note, instead })
  const { version } = attempt.key
  const details = { path: oneLine(path), number, version, status: say(STATUS_WORDS[attempt.status]) }
  await stdout().write(`${say(dryRun ? TEXTS.would : TEXTS.used, details)}\n`)
}

const TEXTS = {
  missing: {
    en: 'give WHICH and DOCUMENT, or --where FILTER.',
    zh: '请给出 WHICH 和 DOCUMENT，或 --where FILTER。',
  },
  notWhich: {
    en: '{which} is no attempt: give a number of nianbao show, former or kept-back.',
    zh: '{which} 不是提取记录：请给出 nianbao show 中的编号、former 或 kept-back。',
  },
  notFilter: {
    en: '{where} is no filter: give NAME=VALUE with the names of nianbao attempt use --help.',
    zh: '{where} 不是筛选条件：请写作 名称=值，名称见 nianbao attempt use --help。',
  },
  noSuch: {
    former: text('{path} has no attempt that counted before.', '{path} 没有此前采用过的提取。'),
    'kept-back': text('{path} has no attempt that was kept back.', '{path} 没有未采用的提取。'),
    number: {
      en: '{path} has no attempt {which}; nianbao show numbers them.',
      zh: '{path} 没有第 {which} 次提取，编号见 nianbao show。',
    },
  },
  used: {
    en: '{path}: attempt {number} (version {version}) counts now; as read: {status}.',
    zh: '{path}：现采用第 {number} 次提取（版本 {version}）；按读数：{status}。',
  },
  would: {
    en: '{path}: attempt {number} (version {version}) would count; as read: {status}.',
    zh: '{path}：将采用第 {number} 次提取（版本 {version}）；按读数：{status}。',
  },
  all: {
    en: '{changed} {changed:document|documents} changed, {left} have no such attempt or it counts already.',
    zh: '已更改 {changed} 份文档；{left} 份没有这样的提取，或已在采用。',
  },
  wouldAll: {
    en: '{changed} {changed:document|documents} would change, {left} have no such attempt or it counts already. Nothing was changed.',
    zh: '{changed} 份文档将会更改；{left} 份没有这样的提取，或已在采用。未作任何更改。',
  },
} as const
