import type { Manifest } from '../../ingest/manifest.js'
import type { Run } from '../../ingest/run.js'
import { CATALOGUE } from '../../model/catalogue.js'
import { titleOf } from '../../model/catalogue/titles.js'
import { PROBLEM_CODES } from '../../model/problem.js'
import type { Language } from '../../model/sentences.js'
import { VERSION } from '../../version.js'
import { stdout } from '../render/output.js'
import { tableOf } from '../render/table.js'
import { formatDuration, lookOf, oneLine, paint } from '../render/text.js'
import { paceOf } from '../run-display.js'
import type { Kit } from '../command.js'
import { text } from '../say.js'
import { countedFiles, SENTENCES, SEVERITY_WORDS, WORDS } from '../words.js'

/** The parts of a run that its summary tells. */
interface Summarised extends Pick<Kit, 'say' | 'language'> {
  readonly options: { readonly json?: boolean; readonly data?: string | undefined }
  readonly manifest: Manifest | null
}

interface Outcome {
  readonly seconds: number
  readonly interrupted: boolean
  /** Jobs that still wait in the queue. */
  readonly waiting: number
  /** The documents lie in a folder of this machine, whose pages `nianbao workbench` shows. */
  readonly isLocal: boolean
}

/** Worst first. */
const SEVERITIES = ['error', 'doubt', 'fault', 'info'] as const

/** Prints the counts of a run by outcome and problem, and what to do next. */
export async function printSummary(run: Run, session: Summarised, outcome: Outcome): Promise<void> {
  await stdout().write(`${session.options.json ? asJson(run, session, outcome) : asText(run, session, outcome)}\n`)
}

function asText(run: Run, session: Summarised, outcome: Outcome): string {
  const { say, language, options } = session
  const look = lookOf(process.stdout)
  const { counts } = run
  const { found, fresh, changed, duplicates, unchanged, unreadable, done, ok, flagged, failed } = counts
  const time = formatDuration(outcome.seconds * 1_000, language)
  const speed = paceOf(done / outcome.seconds, language)
  // A document that waits for another try, or could not be read, is not nothing.
  const nothing = done === 0 && outcome.waiting === 0 && unreadable === 0 && !outcome.interrupted
  const lines = [
    ...(outcome.interrupted ? [say(TEXTS.interrupted)] : []),
    say(TEXTS.found, { found, fresh, changed, duplicates, unchanged, unreadable }),
    ...(done > 0 ? [paint(say(TEXTS.done, { done, time, speed, ok, flagged, failed }), 'bold', look)] : []),
    ...(nothing ? [paint(say(TEXTS.nothing), 'bold', look)] : []),
    ...(counts.vanished > 0 ? [say(TEXTS.vanished, { count: counts.vanished })] : []),
    ...(outcome.waiting > 0 ? [say(TEXTS.waiting, { count: outcome.waiting })] : []),
    ...(counts.older > 0 ? [say(TEXTS.older, { count: counts.older, version: VERSION })] : []),
    ...manifestLines(session),
    ...(run.leftOut.size > 0 ? [say(SENTENCES.leftOut, { files: countedFiles(run.leftOut) })] : []),
    ...(counts.links > 0 ? [say(SENTENCES.linksLeftOut, { count: counts.links })] : []),
  ]
  if (run.unreadable.length > 0) {
    lines.push('', say(TEXTS.unreadable), ...run.unreadable.map(({ path, reason }) => `  ${oneLine(path)}  ${reason}`))
    const more = unreadable - run.unreadable.length
    if (more > 0) lines.push(`  ${say(SENTENCES.more, { count: more })}`)
  }
  if (run.troubles.size > 0) lines.push('', troubleTable(run, session))
  const data = options.data === undefined ? '' : ` --data ${options.data}`
  if (done > 0) lines.push('', ...(outcome.isLocal ? [say(TEXTS.pages, { data })] : []), say(TEXTS.next, { data }))
  return lines.join('\n')
}

/** The lines of the manifest that match no file, or several. */
export function manifestLines({ say, manifest }: Pick<Summarised, 'say' | 'manifest'>): readonly string[] {
  if (!manifest) return []
  const { count, paths, ambiguous } = manifest.unmatched()
  const named = `${paths.map(oneLine).join(', ')}${count > paths.length ? ', …' : ''}`
  return [
    ...(count > 0 ? [say(TEXTS.unmatched, { count, paths: named })] : []),
    ...(ambiguous.length > 0 ? [say(TEXTS.ambiguous, { paths: ambiguous.map(oneLine).join(', ') })] : []),
  ]
}

function troubleTable({ troubles }: Run, { say, language }: Summarised): string {
  const rows = [...troubles]
    .map(([code, { severity, documents }]) => ({ code, severity, documents }))
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.documents - a.documents ||
        (a.code < b.code ? -1 : 1),
    )
    .map(({ code, severity, documents }) => [
      String(documents),
      code,
      titleOf(code, language),
      say(SEVERITY_WORDS[severity]),
      remedyOf(code, language),
    ])
  return tableOf(
    [
      { title: say(WORDS.documents), align: 'right' },
      { title: say(WORDS.code) },
      { title: say(WORDS.problem) },
      { title: say(TEXTS.severity) },
      { title: say(TEXTS.remedy), flexible: true },
    ],
    rows,
    lookOf(process.stdout),
  )
}

function remedyOf(code: string, language: Language): string {
  const known = PROBLEM_CODES.find((each) => each === code)
  return known ? CATALOGUE[known][language].remedy : ''
}

function asJson(run: Run, { manifest }: Summarised, outcome: Outcome): string {
  return JSON.stringify({
    ...outcome,
    ...{
      counts: run.counts,
      codes: Object.fromEntries([...run.troubles].map(([code, { documents }]) => [code, documents])),
    },
    unreadable: run.unreadable,
    leftOut: Object.fromEntries(run.leftOut),
    manifest: manifest?.unmatched() ?? null,
  })
}

const TEXTS = {
  interrupted: text('Interrupted; what is done is stored.', '已中断，完成的结果已保存。'),
  found: {
    en: '{found} {found:document|documents} found: {fresh} new, {changed} changed, {duplicates} duplicate, {unchanged} unchanged, {unreadable} unreadable.',
    zh: '找到文档 {found} 份：新增 {fresh}，有变化 {changed}，重复 {duplicates}，未变化 {unchanged}，无法读取 {unreadable}。',
  },
  done: {
    en: '{done} extracted in {time} ({speed}): {ok} ok, {flagged} flagged, {failed} failed.',
    zh: '提取 {done} 份，用时 {time}（{speed}）：通过 {ok}，待核对 {flagged}，失败 {failed}。',
  },
  nothing: text('Nothing new to extract.', '没有需要提取的新文档。'),
  vanished: {
    en: '{count} {count:file is|files are} no longer there; {count:its document is|their documents are} kept, marked so.',
    zh: '{count} 个文件已不存在；其文档保留并注明。',
  },
  waiting: {
    en: '{count} {count:document is|documents are} still to be extracted: run the same command again.',
    zh: '还有 {count} 份文档待提取：请再次运行同一命令。',
  },
  older: {
    en: '{count} {count:document was|documents were} extracted by another version: nianbao reprocess --extractor-before {version}',
    zh: '{count} 份文档由其他版本提取：nianbao reprocess --extractor-before {version}',
  },
  unreadable: text('Could not be read:', '无法读取：'),
  unmatched: {
    en: '{count} {count:line|lines} of the manifest {count:matches|match} no file: {paths}',
    zh: '清单中有 {count} 行没有对应的文件：{paths}',
  },
  ambiguous: {
    en: 'Lines of the manifest whose path is that of several files (name them from the manifest’s folder): {paths}',
    zh: '清单中以下路径对应多个文件（请写成相对于清单所在文件夹的路径）：{paths}',
  },
  severity: text('kind', '类别'),
  remedy: text('what to do', '处理办法'),
  pages: {
    en: 'Look at them and settle doubts in a browser: nianbao workbench{data}',
    zh: '在浏览器中查看并核对：nianbao workbench{data}',
  },
  next: {
    en: 'Next: nianbao status{data}; nianbao list --code CODE{data}; nianbao reprocess --failed{data}',
    zh: '下一步：nianbao status{data}；nianbao list --code 代码{data}；nianbao reprocess --failed{data}',
  },
} as const
