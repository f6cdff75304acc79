import type { KeptBack } from '../../ingest/reprocess.js'
import { isSame, type Comparison, type ValueChange } from '../../compare/compare.js'
import { valueTable } from '../render/comparison.js'
import { oneLine, paint, type Look } from '../render/text.js'
import { text, type Say } from '../say.js'
import { SENTENCES } from '../words.js'

/** A document with its differences, as they are listed. */
interface Listed {
  readonly path: string
  readonly status: string | null
  readonly values: readonly ValueChange[]
  readonly more: number
  /** Values that only the later, or only the earlier has. */
  readonly come: number
  readonly gone: number
}

/** Documents that are listed with their differences, and values of each: a run may have changed all. */
const MAX_DOCUMENTS = 50
const MAX_VALUES = 10

/** The changes of a run in counts, and the first of them in full: memory does not grow with the documents. */
export class Changes {
  readonly listed: Listed[] = []
  readonly statuses = new Map<string, number>()
  /** Values that both have, by how they differ; `come` and `gone` are those that only one of them has. */
  readonly kinds = { value: 0, state: 0, flags: 0, raw: 0, come: 0, gone: 0 }
  same = 0
  changed = 0
  /** Attempts that do not count, since they are worse; the first of them are named. */
  keptBack = 0
  readonly kept: { readonly path: string; readonly keptBack: KeptBack }[] = []

  keepBack(path: string, keptBack: KeptBack): void {
    this.keptBack += 1
    if (this.kept.length < MAX_DOCUMENTS) this.kept.push({ path, keptBack })
  }

  add(path: string, comparison: Comparison): void {
    if (isSame(comparison)) {
      this.same += 1
      return
    }
    this.changed += 1
    const { status, values } = comparison
    const turn = status && `${status.before ?? '–'} → ${status.after ?? '–'}`
    if (turn) this.statuses.set(turn, (this.statuses.get(turn) ?? 0) + 1)
    for (const { kind, before, after } of values) this.kinds[!before ? 'come' : !after ? 'gone' : kind] += 1
    if (this.listed.length === MAX_DOCUMENTS) return
    const order = ['value', 'state', 'flags', 'raw'] as const
    const both = values.filter(({ before, after }) => before && after)
    const shown = order.flatMap((wanted) => both.filter(({ kind }) => kind === wanted)).slice(0, MAX_VALUES)
    const come = values.filter(({ before }) => !before).length
    const gone = values.filter(({ after }) => !after).length
    this.listed.push({ path, status: turn, values: shown, more: both.length - shown.length, come, gone })
  }
}

interface ChangesOptions {
  readonly dryRun: boolean
  /** Whether the values are listed. */
  readonly values: boolean
}

export function renderChanges(changes: Changes, options: ChangesOptions, say: Say, look: Look): readonly string[] {
  return [...takenLines(changes, options, say, look), ...keptLines(changes, options, say)]
}

/** Lists the attempts that were kept back: by how much each is worse, and what to do. */
function keptLines({ keptBack: count, kept }: Changes, { dryRun }: ChangesOptions, say: Say): readonly string[] {
  if (count === 0) return []
  const lines = kept.map(({ path, keptBack: { number, doubts, faults, lost } }) => {
    const named = lost.length > MAX_LOST ? [...lost.slice(0, MAX_LOST), '…'] : lost
    const losses = lost.length === 0 ? '' : say(TEXTS.lost, { count: lost.length, codes: named.join(', ') })
    const details = { path: oneLine(path), doubts, faults, losses, number: number ?? '' }
    return `  ${say(number === null ? TEXTS.wouldKeep : TEXTS.kept, details)}`
  })
  if (count > kept.length) lines.push(say(TEXTS.moreDocuments, { count: count - kept.length }))
  return [say(dryRun ? TEXTS.keptWould : TEXTS.keptBack, { count }), ...lines]
}

/** Codes that are named of those that an attempt lost. */
const MAX_LOST = 5

function takenLines(changes: Changes, options: ChangesOptions, say: Say, look: Look): readonly string[] {
  const { same, changed, kinds, statuses, listed } = changes
  if (changed === 0) return same === 0 ? [] : [say(options.dryRun ? TEXTS.noneWould : TEXTS.none)]
  const lines = [say(options.dryRun ? TEXTS.would : TEXTS.did, { changed, same, ...kinds })]
  for (const [turn, count] of [...statuses].sort(([a], [b]) => (a < b ? -1 : 1))) lines.push(`  ${turn}: ${count}`)
  if (!options.values) return lines
  for (const { path, status, values, more, come, gone } of listed) {
    lines.push('', paint(`${oneLine(path)}${status === null ? '' : `  ${status}`}`, 'bold', look))
    if (values.length > 0) lines.push(valueTable(values, say, look))
    else if (come + gone === 0) lines.push(`  ${say(TEXTS.other)}`)
    if (more > 0) lines.push(say(SENTENCES.more, { count: more }))
    if (come + gone > 0) lines.push(`  ${say(TEXTS.comeAndGone, { come, gone })}`)
  }
  if (changed > listed.length) lines.push('', say(TEXTS.moreDocuments, { count: changed - listed.length }))
  return lines
}

const TEXTS = {
  noneWould: text('None of them would differ.', '结果均不会改变。'),
  none: text('None of them differs from before.', '结果均与先前相同。'),
  would: {
    en: '{changed} {changed:document|documents} would differ, {same} would be the same. Values: {value} other numbers, {state} in another state, {flags} with other doubts, {raw} printed otherwise; {come} more, {gone} fewer.',
    zh: '{changed} 份文档会有差别，{same} 份不变。数值：数字不同 {value}，状态不同 {state}，疑点不同 {flags}，原文不同 {raw}；增加 {come}，减少 {gone}。',
  },
  did: {
    en: '{changed} {changed:document differs|documents differ} from before, {same} are the same. Values: {value} other numbers, {state} in another state, {flags} with other doubts, {raw} printed otherwise; {come} more, {gone} fewer.',
    zh: '{changed} 份文档与先前不同，{same} 份不变。数值：数字不同 {value}，状态不同 {state}，疑点不同 {flags}，原文不同 {raw}；增加 {come}，减少 {gone}。',
  },
  keptBack: {
    en: 'Kept back: {count} {count:document|documents} whose new attempt is worse; the former one goes on counting. nianbao attempt use decides.',
    zh: '未采用：{count} 份文档的新提取较差，继续采用原来的提取；可用 nianbao attempt use 决定。',
  },
  keptWould: {
    en: 'Would be kept back: {count} {count:document|documents} whose new attempt is worse (--always takes it anyway).',
    zh: '不会采用：{count} 份文档的新提取较差（--always 则一律采用）。',
  },
  kept: {
    en: '{path}: attempt {number} has {doubts} more {doubts:doubt|doubts}, {faults} more {faults:fault|faults}{losses}',
    zh: '{path}：第 {number} 次提取，存疑多 {doubts}，有误多 {faults}{losses}',
  },
  wouldKeep: {
    en: '{path}: {doubts} more {doubts:doubt|doubts}, {faults} more {faults:fault|faults}{losses}',
    zh: '{path}：存疑多 {doubts}，有误多 {faults}{losses}',
  },
  lost: text(', {count} {count:value|values} lost: {codes}', '，丢失数值 {count} 个：{codes}'),
  comeAndGone: {
    en: '{come} {come:value|values} that were not there, {gone} that are no more',
    zh: '新增数值 {come} 个，减少 {gone} 个',
  },
  other: text('no value differs; facts, equations or problems do', '数值无差别；基本信息、勾稽或问题有差别'),
  moreDocuments: {
    en: '… and {count} more {count:document|documents} (--json lists all)',
    zh: '……另有 {count} 份文档（--json 列出全部）',
  },
} as const
