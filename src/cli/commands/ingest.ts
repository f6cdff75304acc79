import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { shownPath } from '../../file-names.js'
import type { Place } from '../../fleet/open.js'
import type { ExtractionOptions } from '../../ingest/extraction.js'
import type { Manifest } from '../../ingest/manifest.js'
import type { Root } from '../../ingest/roots.js'
import type { Run } from '../../ingest/run.js'
import type { Workspace } from '../../ingest/workspace.js'
import type { Queue } from '../../queue/queue.js'
import { command, flag, given, type Kit } from '../command.js'
import { EXIT, onInterrupt } from '../exit.js'
import { EXTRACTION_OPTIONS, extractionOf } from '../extraction-flags.js'
import { explained, open, PLACE_OPTIONS, placeOf } from '../place.js'
import { note, stdout } from '../render/output.js'
import { formatDuration } from '../render/text.js'
import { checkedAgain, noteRest, showUntilEnd, standstillNote } from '../run-display.js'
import { text } from '../say.js'
import { SENTENCES } from '../words.js'
import { manifestLines, printSummary } from './ingest-summary.js'

const OPTIONS = {
  manifest: given('--manifest <FILE>', {
    en: 'CSV of what is known of the files: path, and if you like url, organ, year, region_code, organ_id and others',
    zh: '文件清单（CSV）：path 列必需，url、organ、year、region_code、organ_id 及其他列可选',
  }),
  dryRun: flag('--dry-run', {
    en: 'only count what there is to do, and estimate the time; nothing is written',
    zh: '只统计待处理的文件并估算时间，不写入任何内容',
  }),
  keepOriginals: flag('--keep-originals', {
    en: 'copy the files into the data folder, each under its fingerprint',
    zh: '把文件复制到数据文件夹，以指纹命名',
  }),
  json: flag('--json', text('print the summary as JSON', '以 JSON 输出汇总')),
  group: flag('--no-group', SENTENCES.noGroup),
  followLinks: flag('--follow-links', SENTENCES.followLinks),
  detach: flag('--detach', SENTENCES.detach),
  quiet: flag('--quiet', SENTENCES.quietRun),
  ...EXTRACTION_OPTIONS,
  ...PLACE_OPTIONS,
} as const
type Options = z.infer<z.ZodObject<typeof OPTIONS>>

/** `nianbao ingest PATH…`: takes reports into the data folder. */
export const ingest = command({
  operands: [{ name: '<PATH...>', text: SENTENCES.paths }],
  options: OPTIONS,
  notes: {
    en: `What is found in a folder is as with extract. Documents are known by their content (SHA-256): the same file under two
names is one document, and files that have not changed are not read again. Born-digital documents come before scans.
Ctrl-C ends within seconds; whatever ended a run, the same command goes on from there. Documents that were extracted
before are left as they are (see reprocess), except where something was missing on this machine: those are tried again.
A manifest's paths are relative to it, or as found below PATH; its other columns go to the exports as given_….

Exit status: 0 no document failed, 1 wrong usage or the run had to stop, 2 some document failed or could not be read.`,
    zh: `文件夹中的文件查找规则与 extract 相同。文档按内容（SHA-256）识别：同一文件的两个名称算一份文档，未变化的文件不再读取。
原生电子文档先于扫描件处理。Ctrl-C 可在数秒内结束；无论因何中断，再次运行同一命令即从中断处继续。已提取过的文档保持不变
（见 reprocess），但因本机缺少组件而失败的会自动重试。
清单中的路径相对于清单所在文件夹，或为 PATH 之下的路径；其他列以 given_… 写入导出数据。

退出码：0 没有文档失败；1 用法错误或被迫停止；2 有文档失败或无法读取。`,
  },
  examples: {
    en: `nianbao ingest reports/
nianbao ingest 2021/ 2022/ --data study/ --manifest files.csv
nianbao ingest reports/ --dry-run
nianbao ingest 'reports/**/*.pdf' --jobs 4 --keep-originals`,
    zh: `nianbao ingest 年报/
nianbao ingest 2021/ 2022/ --data 研究/ --manifest 清单.csv
nianbao ingest 年报/ --dry-run
nianbao ingest '年报/**/*.pdf' --jobs 4 --keep-originals`,
  },
  run,
})

/** A run whose arguments are known to stand for something. */
export interface IngestSession extends Kit {
  readonly options: Options
  /** The arguments as given. */
  readonly paths: readonly string[]
  readonly roots: readonly Root[]
  readonly manifest: Manifest | null
  readonly extraction: ExtractionOptions
}

async function run(kit: Kit, options: Options, args: readonly string[]): Promise<number> {
  const { namesOnCommandLine } = await import('./extract-inputs.js')
  const { rootsOf } = await import('../../ingest/roots.js')
  const { Manifest, ManifestError } = await import('../../ingest/manifest.js')
  const { fail, language } = kit
  const paths = namesOnCommandLine(args)
  const { roots, missing } = await rootsOf(paths)
  for (const path of missing) fail(TEXTS.pathMissing, { path: shownPath(path) || "''" })
  if (missing.length > 0) return EXIT.usage
  return explained(kit, async () => {
    try {
      const place = await placeOf(options)
      const manifest = options.manifest === undefined ? null : await Manifest.read(options.manifest)
      const extraction = extractionOf(options, language)
      const session = { ...kit, options, paths, roots, manifest, extraction }
      if (options.dryRun) return await dryRun(session, place)
      return await take(session, place)
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error
      const { file, reason } = error
      const why = reason === 'path' ? 'manifestNoPath' : reason === 'ENOENT' ? 'manifestMissing' : 'manifestUnusable'
      return fail(TEXTS[why], { file, reason })
    }
  })
}

/** Reads the documents here, or hands them over to the workers of a fleet and follows the batch. */
async function take(session: IngestSession, place: Place): Promise<number> {
  const { ingest } = await import('../../ingest/ingest.js')
  const { options, say, roots, paths, manifest, extraction } = session
  const { group, followLinks, keepOriginals, json, quiet, jobs } = options
  const workspace = await open(place, { language: session.language })
  const { own, queue } = workspace
  const detach = options.detach && !own
  const interrupt = onInterrupt()
  try {
    own?.lockForIngest()
    if (!own) await workspace.blobs.check()
    const started = performance.now()
    const run = ingest(workspace, {
      ...{ roots, arguments: paths, manifest, extraction, group, followLinks, keepOriginals, detach },
      ...{ signal: interrupt.signal, onStandstill: standstillNote(say), ...(jobs !== undefined && { jobs }) },
    })
    await showUntilEnd(run, interrupt.signal, session, !quiet)
    if (!detach) await checkedAgain(workspace.store, interrupt.signal)
    const interrupted = interrupt.signal.aborted
    if (!quiet && (!detach || json)) {
      // The workers of a fleet do what waits there, not another run.
      const left = own && (await queue.counts())
      const seconds = (performance.now() - started) / 1_000
      const waiting = left ? left.waiting + left.delayed : 0
      await printSummary(run, session, { seconds, interrupted, waiting, isLocal: own !== null })
    }
    if (!quiet && !own) {
      noteRest(run, say, { detach, interrupted })
      if (run.counts.total === 0) await noteWaiting(queue, session)
    }
    if (interrupt.status !== null) return interrupt.status
    const status = statusOf(run, session)
    const { done, total } = run.counts
    return status === EXIT.fine && !own && !detach && done < total ? EXIT.failed : status
  } finally {
    interrupt.release()
    await workspace.close()
  }
}

/** Nothing was new, but documents that were handed over earlier may still wait. */
async function noteWaiting(queue: Queue, { say }: Kit): Promise<void> {
  const { waiting, delayed, active } = await queue.counts()
  const count = waiting + delayed + active
  if (count > 0) note(say(TEXTS.fleetWaiting, { count }))
}

/** The exit status of a finished run; says so where there was nothing to do. */
function statusOf({ counts }: Run, { fail }: Kit): number {
  const { found, unreadable, vanished, total, failed } = counts
  if (found + unreadable + vanished + total === 0) return fail(SENTENCES.nothingToRead)
  return failed + unreadable > 0 ? EXIT.failed : EXIT.fine
}

/** `--dry-run`: counts the documents and estimates the time. Writes nothing, not even the data folder. */
async function dryRun(session: IngestSession, place: Place): Promise<number> {
  const { dryRun } = await import('../../ingest/dry-run.js')
  const { maxBytesOf } = await import('../../ingest/extraction.js')
  const { say, options, roots, manifest, extraction } = session
  const opened = await openThere(place, session)
  const interrupt = onInterrupt()
  try {
    const result = await dryRun({
      ...{ roots, group: options.group, followLinks: options.followLinks, manifest, signal: interrupt.signal },
      maxBytes: maxBytesOf(extraction),
      skip: new Set(place.kind === 'folder' ? [place.folder] : []),
      ...{ store: opened?.store ?? null, queue: opened?.queue ?? null },
      ...(options.jobs !== undefined && { jobs: options.jobs }),
    })
    const { found, unchanged, duplicates, unreadable, digital, scans, scanPages, waiting, seconds, jobs, measured } =
      result
    const time = formatDuration(seconds * 1_000, session.language)
    const lines = options.json
      ? [JSON.stringify({ ...result, manifest: manifest?.unmatched() ?? null })]
      : [
          say(TEXTS.dryFound, { found, unchanged, duplicates, unreadable }),
          ...manifestLines(session),
          say(TEXTS.dryToDo, { digital, scans, scanPages, waiting }),
          say(TEXTS.dryTime, { time, jobs, basis: say(measured ? TEXTS.dryMeasured : TEXTS.dryAssumed) }),
        ]
    await stdout().write(`${lines.join('\n')}\n`)
    return EXIT.fine
  } catch (error) {
    if (interrupt.status !== null) return interrupt.status
    throw error
  } finally {
    interrupt.release()
    await opened?.close()
  }
}

/** Null for a data folder that does not exist yet. @throws StoreError */
async function openThere(place: Place, { language }: Kit): Promise<Workspace | null> {
  const { STORE_FILE } = await import('../../store/open.js')
  if (place.kind === 'folder' && !existsSync(join(place.folder, STORE_FILE))) return null
  return open(place, { create: false, language })
}

const TEXTS = {
  pathMissing: text('there is nothing at {path}.', '{path} 不存在。'),
  manifestUnusable: text('the manifest {file} cannot be used: {reason}.', '清单 {file} 无法使用：{reason}。'),
  manifestNoPath: {
    en: 'the manifest {file} has no column named path (or file); name the files there.',
    zh: '清单 {file} 没有名为 path（或 file）的列，请在该列填写文件路径。',
  },
  manifestMissing: text('there is no manifest {file}.', '清单 {file} 不存在。'),
  fleetWaiting: {
    en: 'The workers still have {count} {count:document|documents} to do, handed over before.',
    zh: '工作进程还有 {count} 份先前交付的文档待处理。',
  },
  dryFound: {
    en: '{found} {found:document|documents} found: {unchanged} unchanged, {duplicates} duplicate, {unreadable} unreadable.',
    zh: '找到文档 {found} 份：未变化 {unchanged}，重复 {duplicates}，无法读取 {unreadable}。',
  },
  dryToDo: {
    en: 'To extract: {digital} born-digital, {scans} {scans:scan|scans} (about {scanPages} {scanPages:page|pages}); {waiting} more {waiting:is|are} left over from an earlier run.',
    zh: '待提取：原生电子文档 {digital} 份，扫描件 {scans} 份（约 {scanPages} 页）；另有此前遗留 {waiting} 份。',
  },
  dryTime: {
    en: 'That takes about {time} with {jobs} at a time ({basis}).',
    zh: '同时处理 {jobs} 份，约需 {time}（{basis}）。',
  },
  dryMeasured: text('as documents of their kinds took before', '按同类文档此前的用时'),
  dryAssumed: {
    en: 'a rough guess: nothing of the kind was extracted here yet',
    zh: '粗略估计：此处尚未提取过同类文档',
  },
} as const
