import { compareRecords, isSame } from '../../compare/compare.js'
import type { Attempt } from '../../store/store.js'
import { command, flag, whole } from '../command.js'
import { EXIT } from '../exit.js'
import { oneDocument, PLACE_OPTIONS, withStore, type Session } from '../place.js'
import { renderComparison } from '../render/comparison.js'
import { stdout } from '../render/output.js'
import { lookOf, oneLine, paint } from '../render/text.js'
import { SENTENCES } from '../words.js'

/** `nianbao diff DOCUMENT`: what another version or other options changed. */
export const diff = command({
  operands: [{ name: '<DOCUMENT>', text: SENTENCES.documentArgument }],
  options: {
    from: whole('--from <ATTEMPT>', {
      en: 'the earlier attempt, as nianbao show numbers them (default: the one before the later)',
      zh: '较早的一次提取，编号见 nianbao show（默认为后者的前一次）',
    }),
    to: whole('--to <ATTEMPT>', {
      en: 'the later attempt (default: the latest)',
      zh: '较晚的一次提取（默认为最近一次）',
    }),
    json: flag('--json', SENTENCES.json),
    ...PLACE_OPTIONS,
  },
  examples: {
    en: `nianbao diff 3f9a01c2                       what the latest attempt changed
nianbao diff 3f9a01c2 --from 1 --to 3
nianbao diff 3f9a01c2 --json | jq '.values[] | select(.kind == "value")'`,
    zh: `nianbao diff 3f9a01c2                       最近一次提取改变了什么
nianbao diff 3f9a01c2 --from 1 --to 3
nianbao diff 3f9a01c2 --json | jq '.values[] | select(.kind == "value")'`,
  },
  run: (kit, options, [reference = '']) => withStore(options, kit, async (session) => run(session, reference, options)),
})

interface DiffOptions {
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly json: boolean
}

async function run(session: Session, reference: string, options: DiffOptions): Promise<number> {
  const { store, say, fail } = session
  const row = await oneDocument(session, reference)
  if (!row) return EXIT.usage
  const attempts = await store.attempts(row.sha256)
  const to = options.to ?? attempts.length
  const from = options.from ?? to - 1
  const recordOf = async (attempt: Attempt | undefined): ReturnType<typeof store.attemptRecord> =>
    attempt ? store.attemptRecord(attempt.id) : null
  const before = await recordOf(attempts[from - 1])
  const after = await recordOf(attempts[to - 1])
  if (!before || !after) return fail(TEXTS.tooFew, { path: oneLine(row.path), count: attempts.length, from, to })
  const comparison = compareRecords(before, after)
  if (options.json) {
    const head = { sha256: row.sha256, path: row.path, from, to, same: isSame(comparison) }
    await stdout().write(`${JSON.stringify({ ...head, ...comparison })}\n`)
    return EXIT.fine
  }
  const look = lookOf(process.stdout)
  const versions = { from, to, before: before.extractor.version, after: after.extractor.version }
  const title = paint(`${oneLine(row.path)}  ${say(TEXTS.title, versions)}`, 'bold', look)
  await stdout().write(`${title}\n${renderComparison(comparison, say, look)}\n`)
  return EXIT.fine
}

const TEXTS = {
  tooFew: {
    en: '{path} has {count} {count:attempt|attempts}: {from} and {to} cannot be compared.',
    zh: '{path} 只有 {count} 次提取，无法比较第 {from} 次和第 {to} 次。',
  },
  title: { en: 'attempt {from} ({before}) → {to} ({after})', zh: '第 {from} 次（{before}）→ 第 {to} 次（{after}）' },
} as const
