import { COMPLAINTS } from '../../corrections/complaint.js'
import { toWithdrawal, withdrawable } from '../../corrections/withdrawal.js'
import type { CorrectionKind, NewCorrection } from '../../effective/correction.js'
import type { EffectiveValue } from '../../effective/effective.js'
import { factOf } from '../../effective/facts.js'
import type { StoredDocument } from '../../store/store.js'
import { EXIT } from '../exit.js'
import { oneDocument, storedDocument, type Session } from '../place.js'
import { note as printNote, stdout } from '../render/output.js'
import { oneLine } from '../render/text.js'
import { SENTENCES, STATUS_WORDS } from '../words.js'
import { preview } from './correct-preview.js'

/** Names and codes that are listed one by one. */
const MAX_NAMED = 10

/** The statements to take back, by whom, and why. */
interface Asked {
  readonly kind: CorrectionKind
  readonly reference: string
  /** If empty, all that counts of this kind. */
  readonly codes: readonly string[]
  readonly author: string
  readonly note: string | null
  /** The latest statement that the person saw; if undefined, what stands now. */
  readonly seen: number | undefined
  readonly dryRun: boolean
}

/** `--withdraw`: statements on one document count no more; all that are named, or none. */
export async function withdraw(session: Session, asked: Asked): Promise<number> {
  const { say, fail, store } = session
  const { kind, reference, codes, author, note, seen } = asked
  const row = await oneDocument(session, reference)
  if (!row) return EXIT.usage
  const { sha256 } = row
  const path = oneLine(row.path)
  const all = await store.corrections(sha256)
  // As it stood when the person looked: what came since is another's, and keeps it from being taken back.
  const corrections = all.filter(({ id }) => seen === undefined || id <= seen)
  const named = codes.length > 0 ? [...new Set(codes)] : withdrawable(corrections, kind)
  if (named.length === 0) return fail(TEXTS.nothing, { path })
  const results = named.map((code) => toWithdrawal({ sha256, author, note, kind }, corrections, code))
  const wrong = results.flatMap((result) => ('complaint' in result ? [result.complaint] : []))
  for (const { key, details } of wrong.slice(0, MAX_NAMED)) fail(COMPLAINTS[key], details)
  if (wrong.length > MAX_NAMED) printNote(say(SENTENCES.moreErrors, { count: wrong.length - MAX_NAMED }))
  if (wrong.length > 0) return EXIT.usage
  const withdrawals: readonly NewCorrection[] = results.flatMap((result) =>
    'withdrawal' in result ? [result.withdrawal] : [],
  )
  if (asked.dryRun) return preview(session, withdrawals)
  await store.addCorrections(withdrawals)
  const document = row.status === 'pending' ? null : await storedDocument(session, row)
  const lines = withdrawals.slice(0, MAX_NAMED).map(({ code }) => {
    const now = document && countingOf(document, code)
    return say(TEXTS.withdrawn, {
      path,
      code,
      value: now === null || now === '' ? say(SENTENCES.blankCell) : oneLine(now),
    })
  })
  if (withdrawals.length > MAX_NAMED) lines.push(say(SENTENCES.more, { count: withdrawals.length - MAX_NAMED }))
  if (document) {
    const { doubts = 0, faults = 0 } = document.counts ?? {}
    lines.push(say(SENTENCES.statusNow, { status: say(STATUS_WORDS[document.status]), doubts, faults }))
  }
  await stdout().write(`${lines.join('\n')}\n`)
  return EXIT.fine
}

/** The value or fact that counts for a code now, as text; the printed text where it holds no number; null for nothing. */
function countingOf({ effective }: StoredDocument, code: string): string | null {
  if (code === 'report.organ' || code === 'report.year' || code === 'report.title')
    return factOf(effective.report, code)
  const value: EffectiveValue | undefined = effective.values.find(({ read }) => read.code === code)
  if (!value) return null
  return value.value === null ? value.read.raw : String(value.value)
}

const TEXTS = {
  nothing: {
    en: 'nothing that was said of {path} can be withdrawn.',
    zh: '{path} 没有可撤回的更正或确认。',
  },
  withdrawn: {
    en: '{path}: what was said of {code} is withdrawn; it counts as {value} again.',
    zh: '{path}：{code} 的更正或确认已撤回，现按 {value} 计。',
  },
} as const
