import { FACTS, type Correction, type NewCorrection } from '../../effective/correction.js'
import { effectiveOf } from '../../effective/effective-of.js'
import type { EffectiveDocument } from '../../effective/effective.js'
import { factOf } from '../../effective/facts.js'
import { assertNews } from '../../store/news.js'
import type { StoredDocument } from '../../store/store.js'
import { EXIT } from '../exit.js'
import type { Session } from '../place.js'
import { stdout } from '../render/output.js'
import { oneLine } from '../render/text.js'
import { text, type Say } from '../say.js'
import { SENTENCES, STATUS_WORDS } from '../words.js'

/**
 * `--dry-run`: says what statements would change, value by value and document by document, and stores nothing.
 * @throws StoreError where they would be refused
 */
export async function preview(session: Session, corrections: readonly NewCorrection[]): Promise<number> {
  const { store, say, language } = session
  const output = stdout()
  for (const sha256 of new Set(corrections.map((correction) => correction.sha256))) {
    const own = corrections.filter((correction) => correction.sha256 === sha256)
    const before = await store.corrections(sha256)
    for (const correction of own) assertNews(before, correction)
    for await (const document of store.effective({ sha256: [sha256] })) {
      const { effective, given } = document
      const after = effectiveOf(effective.record, [...before, ...numbered(before, own)], { given, language })
      await output.write(`${linesOf(document, after, own, say).join('\n')}\n`)
    }
  }
  await output.write(`${say(TEXTS.nothing)}\n`)
  return EXIT.fine
}

/** As the store would number them. */
function numbered(before: readonly Correction[], corrections: readonly NewCorrection[]): readonly Correction[] {
  const last = before.at(-1)?.id ?? 0
  const at = new Date().toISOString()
  return corrections.map((correction, place) => ({ ...correction, id: last + 1 + place, at }))
}

function linesOf(
  { path, effective: before }: StoredDocument,
  after: EffectiveDocument,
  corrections: readonly NewCorrection[],
  say: Say,
): readonly string[] {
  const shown = (value: string): string => (value === '' ? say(SENTENCES.blankCell) : oneLine(value))
  const standing = ({ status, counts: { doubts, faults } }: EffectiveDocument): string =>
    say(TEXTS.standing, { status: say(STATUS_WORDS[status]), doubts, faults })
  return [
    ...corrections.map(({ code }) => {
      const [old, now] = [countingOf(before, code), countingOf(after, code)]
      const details = { path: oneLine(path), code, before: shown(old.value), after: shown(now.value) }
      return say(TEXTS.value, { ...details, how: say(HOW[now.corrected]) })
    }),
    say(TEXTS.document, { path: oneLine(path), before: standing(before), after: standing(after) }),
  ]
}

/** The text of the value or fact that counts for a code, and how far a person vouches for it. */
function countingOf(effective: EffectiveDocument, code: string): { readonly value: string; readonly corrected: How } {
  const fact = FACTS.find((each) => each === code)
  if (fact)
    return {
      value: factOf(effective.report, fact) ?? '',
      corrected: effective.correctedFacts.includes(fact) ? 'corrected' : 'no',
    }
  const found = effective.values.find(({ read }) => read.code === code)
  return {
    value: String(found?.value ?? (found?.state === 'blank' ? '' : (found?.read.raw ?? ''))),
    corrected: found?.corrected ?? 'no',
  }
}

const HOW = {
  no: text('as read', '读数'),
  corrected: text('by a person', '人工'),
  confirmed: text('confirmed', '已确认'),
} as const
type How = keyof typeof HOW

const TEXTS = {
  value: text('{path}: {code}: {before} → {after} ({how})', '{path}：{code}：{before} → {after}（{how}）'),
  standing: {
    en: '{status}, {doubts} {doubts:doubt|doubts}, {faults} {faults:fault|faults}',
    zh: '{status}，存疑 {doubts}，有误 {faults}',
  },
  document: text('{path}: {before} → {after}', '{path}：{before} → {after}'),
  nothing: text('Nothing was taken in (--dry-run).', '未录入任何内容（--dry-run）。'),
} as const
