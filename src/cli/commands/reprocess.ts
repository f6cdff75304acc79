import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { z } from 'zod'
import { inTemporary } from '../../blobs/temporary.js'
import type { ReprocessOptions } from '../../ingest/reprocess.js'
import type { Run } from '../../ingest/run.js'
import type { DocumentFilter } from '../../store/store.js'
import { makeOwnFolder } from '../../system.js'
import { command, flag } from '../command.js'
import { EXIT, onInterrupt } from '../exit.js'
import { EXTRACTION_OPTIONS, extractionOf } from '../extraction-flags.js'
import { FILTER_OPTIONS, filterOf, selectionOf } from '../filter.js'
import { oneDocument, PLACE_OPTIONS, withStore, type Session } from '../place.js'
import { Output, stdout } from '../render/output.js'
import { formatDuration, lookOf, paint } from '../render/text.js'
import { checkedAgain, noteRest, showUntilEnd, standstillNote } from '../run-display.js'
import { text } from '../say.js'
import { SENTENCES } from '../words.js'
import { Changes, renderChanges } from './reprocess-changes.js'

const OPTIONS = {
  failed: flag('--failed', text('those that failed', '失败的文档')),
  flagged: flag('--flagged', text('those with doubts or faults', '待核对的文档')),
  pending: flag('--pending', text('those that were never read', '尚未读取的文档')),
  ...FILTER_OPTIONS,
  dryRun: flag('--dry-run', text('store nothing; say which values would change', '不保存，只说明哪些数值会改变')),
  always: flag('--always', {
    en: 'let the new attempt count however it comes out, unless it fails',
    zh: '无论结果好坏，只要未失败即采用新的提取',
  }),
  json: flag('--json', {
    en: 'print what differs, one JSON object a document and line; the summary goes to standard error',
    zh: '每份文档一行 JSON，列出差别；汇总写到标准错误',
  }),
  detach: flag('--detach', SENTENCES.detach),
  quiet: flag('--quiet', SENTENCES.quietRun),
  ...EXTRACTION_OPTIONS,
  ...PLACE_OPTIONS,
} as const
type Options = z.infer<z.ZodObject<typeof OPTIONS>>

/** `nianbao reprocess`: reads chosen documents again, by this version and with these options. */
export const reprocess = command({
  operands: [{ name: '[DOCUMENT...]', text: SENTENCES.documentArgument }],
  options: OPTIONS,
  notes: {
    en: `Give DOCUMENT or at least one of the filters, which are those of nianbao list; of several kinds all must hold, except that
--failed, --flagged and --pending together take all of these. Each attempt is kept (nianbao show lists them, nianbao diff compares them).

A newer version with the default options always takes effect, and what changed is listed by value. Any other attempt that has more
doubts or faults, or loses a value, is kept back: the former one goes on counting until nianbao attempt use decides; --always takes
it anyway. What fails never takes effect. --dry-run reads everything and stores nothing.

Exit status: 0 no document failed, 1 wrong usage or the run had to stop, 2 some document failed. A dry run ends with 0.`,
    zh: `请给出 DOCUMENT 或至少一个筛选条件（与 nianbao list 相同）；多种条件须同时满足，
但 --failed、--flagged、--pending 同用时都取。每次提取都会保留（nianbao show 列出，nianbao diff 比较）。

更新的版本按默认选项提取时总会生效，并逐值列出变化。其他情况下，如新的提取存疑或有误更多，或丢失了数值，则不予采用：
继续采用原来的提取，直到用 nianbao attempt use 决定；--always 则一律采用。失败的提取从不采用。--dry-run 只读取，不保存。

退出码：0 没有文档失败；1 用法错误或被迫停止；2 有文档失败。试运行总以 0 结束。`,
  },
  examples: {
    en: `nianbao reprocess --failed
nianbao reprocess --code office-missing
nianbao reprocess --extractor-before 0.2.0 --dry-run     which values would change
nianbao reprocess 3f9a01c2 --ocr tesseract`,
    zh: `nianbao reprocess --failed
nianbao reprocess --code office-missing
nianbao reprocess --extractor-before 0.2.0 --dry-run     哪些数值会改变
nianbao reprocess 3f9a01c2 --ocr tesseract`,
  },
  run: (kit, options, references) => {
    const named = (['failed', 'flagged', 'pending'] as const).filter((each) => options[each])
    const status = [...new Set([...named, ...(options.status ?? [])])]
    // Here --content says what counts when they are read again, as with extract.
    const { content, ...filters } = options
    const filter = filterOf({ ...filters, ...(status.length > 0 && { status }) })
    if (references.length === 0 && Object.keys(filter).length === 0) return kit.fail(TEXTS.missing)
    const selection = [...named.map((each) => `--${each}`), ...selectionOf(filters), ...references]
    return withStore(options, kit, async (session) => {
      const sha256 = await documentsOf(session, references)
      if (!sha256) return EXIT.usage
      const chosen = references.length === 0 ? filter : { ...filter, sha256 }
      return run(session, { ...filters, content, filter: chosen, arguments: selection })
    })
  },
})

interface Asked extends Options {
  readonly filter: DocumentFilter
  /** The selection as given, for the batch. */
  readonly arguments: readonly string[]
}

/** Null where a document that was named is not clear. */
async function documentsOf(session: Session, references: readonly string[]): Promise<readonly string[] | null> {
  const sha256: string[] = []
  for (const reference of references) {
    const row = await oneDocument(session, reference)
    if (!row) return null
    sha256.push(row.sha256)
  }
  return sha256
}

async function run(session: Session, asked: Asked): Promise<number> {
  const { LeftoverError, reprocess, reprocessDry } = await import('../../ingest/reprocess.js')
  const { say, fail, store, own, language } = session
  const { dryRun, json, quiet, filter, jobs } = asked
  const detach = asked.detach && !own
  const output = stdout()
  if ((await store.tally(filter)).documents === 0) {
    if (!json && !quiet) await output.write(`${say(TEXTS.nothingSelected)}\n`)
    return EXIT.fine
  }
  if (!dryRun) own?.lockForIngest()
  const interrupt = onInterrupt()
  const changes = new Changes()
  const started = performance.now()
  const options: ReprocessOptions = {
    ...{ always: asked.always, filter, extraction: extractionOf(asked, language), detach, arguments: asked.arguments },
    ...{ signal: interrupt.signal, onStandstill: standstillNote(say), ...(jobs !== undefined && { jobs }) },
    onCompared: ({ sha256, path, comparison, keptBack }) => {
      if (keptBack) changes.keepBack(path, keptBack)
      else changes.add(path, comparison)
      if (json) void output.write(`${JSON.stringify({ sha256, path, ...comparison, keptBack })}\n`)
    },
  }
  const temporary =
    dryRun && !own ? await inTemporary(tmpdir(), () => makeOwnFolder(tmpdir(), 'nianbao-fetched-')) : null
  const run = dryRun ? reprocessDry(session, options, temporary ?? '') : reprocess(session, options)
  try {
    await showUntilEnd(run, interrupt.signal, session, !quiet)
    if (!detach && !dryRun) await checkedAgain(store, interrupt.signal)
  } catch (error) {
    if (!(error instanceof LeftoverError)) throw error
    return fail(TEXTS.leftovers, { count: error.waiting })
  } finally {
    interrupt.release()
    if (temporary !== null) await rm(temporary, { recursive: true, force: true })
  }
  const seconds = (performance.now() - started) / 1_000
  const interrupted = interrupt.signal.aborted
  const isHandedOver = detach && !dryRun
  if (!quiet && !isHandedOver) await summarise(session, asked, run, { changes, seconds, interrupted })
  if (!own && !dryRun && !quiet) noteRest(run, say, { detach, interrupted })
  return interrupt.status ?? (run.counts.failed > 0 && !dryRun ? EXIT.failed : EXIT.fine)
}

interface Outcome {
  readonly changes: Changes
  readonly seconds: number
  readonly interrupted: boolean
}

/** The summary goes to standard output, or to standard error if that carries JSON. */
async function summarise(
  { say, language }: Session,
  { dryRun, json }: Asked,
  { counts }: Run,
  { changes, seconds, interrupted }: Outcome,
): Promise<void> {
  const stream = json ? process.stderr : process.stdout
  const look = lookOf(stream)
  const { found, unreadable, done, ok, flagged, failed } = counts
  const time = formatDuration(seconds * 1_000, language)
  const lines = [
    ...(interrupted ? [say(dryRun ? TEXTS.dryInterrupted : TEXTS.interrupted)] : []),
    ...(unreadable > 0 ? [say(TEXTS.selected, { found, unreadable })] : []),
    paint(say(TEXTS.done, { done, time, ok, flagged, failed }), 'bold', look),
    ...renderChanges(changes, { dryRun, values: !json }, say, look),
    ...(dryRun ? [say(TEXTS.nothingSaved)] : []),
  ]
  await new Output(stream).write(`${lines.join('\n')}\n`)
}

const TEXTS = {
  missing: {
    en: 'give DOCUMENT, or a filter such as --failed, --code, --organ or --extractor-before.',
    zh: '请给出 DOCUMENT，或 --failed、--code、--organ、--extractor-before 等筛选条件。',
  },
  nothingSelected: text('No document is of this kind: nothing to do.', '没有符合条件的文档，无需处理。'),
  leftovers: {
    en: '{count} {count:document|documents} of an interrupted run with other options still {count:waits|wait}: run nianbao ingest again first.',
    zh: '还有 {count} 份文档属于以其他选项中断的任务：请先再次运行 nianbao ingest。',
  },
  selected: {
    en: '{found} {found:document|documents} chosen; {unreadable} of them are nowhere to be read any more.',
    zh: '选中 {found} 份文档；其中 {unreadable} 份已无处可读。',
  },
  done: {
    en: 'Re-extracted {done} {done:document|documents} in {time} (before corrections: {ok} ok, {flagged} flagged, {failed} failed).',
    zh: '重新提取 {done} 份，用时 {time}；按新读数（不计人工更正）：通过 {ok}，待核对 {flagged}，失败 {failed}。',
  },
  interrupted: {
    en: 'Interrupted; what is done is stored, the same command goes on.',
    zh: '已中断，完成的结果已保存；再次运行同一命令即继续。',
  },
  dryInterrupted: text('Interrupted.', '已中断。'),
  nothingSaved: text('Nothing was stored.', '未保存任何内容。'),
} as const
