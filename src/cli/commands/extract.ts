import { mkdir } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { shownPath } from '../../file-names.js'
import type { DocumentRecord, Extractor, InputWithOptions } from '../../index.js'
import { LEFT_OUT } from '../../ingest/rules.js'
import { command, flag, given, type Kit } from '../command.js'
import { EXIT, isFileError, onInterrupt } from '../exit.js'
import { EXTRACTION_OPTIONS, extractionOf } from '../extraction-flags.js'
import { note, progressBar, stdout, type Bar } from '../render/output.js'
import { lookOf, oneLine } from '../render/text.js'
import { text, type Say } from '../say.js'
import { SENTENCES } from '../words.js'
import type { Inputs } from './extract-inputs.js'
import type { OutputFolder } from './extract-output.js'
import { addTo, noTotals, renderEnd, renderTable, summarise, type Summary } from './extract-report.js'
import type { z } from 'zod'

const OPTIONS = {
  json: flag('--json', {
    en: 'print one document record a line as JSON, and nothing else',
    zh: '每行输出一份文档记录（JSON），别无其他',
  }),
  out: given('--out <DIR>', {
    en: 'write one .json a document into DIR, in the folders of the input, records.csv with all values, and tables.csv and cells.csv with all tables and the cells of those without a form',
    zh: '把每份文档写成 DIR 下的一个 .json（目录结构与输入相同），全部数值写入 records.csv，全部表格及非法定表格的单元格写入 tables.csv 和 cells.csv',
  }),
  group: flag('--no-group', SENTENCES.noGroup),
  followLinks: flag('--follow-links', SENTENCES.followLinks),
  debugImages: given('--debug-images <DIR>', {
    en: 'write what each step of reading a picture makes of it into DIR, as DOCUMENT-PAGE-STEP.png',
    zh: '把识别图片的每一步结果写入 DIR，文件名为“文档-页-步骤.png”',
  }),
  quiet: flag('--quiet', SENTENCES.quiet),
  ...EXTRACTION_OPTIONS,
} as const
type Options = z.infer<z.ZodObject<typeof OPTIONS>>

/** `nianbao extract PATH…`: reads reports and prints what they say. */
export const extract = command({
  operands: [{ name: '<PATH...>', text: SENTENCES.paths }],
  options: OPTIONS,
  notes: {
    en: `In folders and globs are left out: hidden files, lock files of Office (~$…), and files whose extension says that they
are data, code, sound or film ({extensions}). What a file is, is told from its content. A file named itself is always read.
Documents come in the order of the arguments, within one in natural order (x-2 before x-10). Pictures of one folder whose
names number the pages of one document (x-1.jpg, x_02.png, x (3).jpg, 第4页.png) are one document.

Exit status: 0 no document failed, 1 wrong usage or nothing to read, 2 some document failed. Flagged is no failure.`,
    zh: `文件夹和通配符中略过：隐藏文件、Office 锁文件（~$…），以及扩展名表明是数据、代码或音像的文件
（{extensions}）。文件类型按内容判断。命令行中直接给出的文件一律读取。
结果按参数顺序输出，同一参数内按自然顺序（x-2 在 x-10 之前）。同一文件夹中按页编号的图片
（x-1.jpg、x_02.png、x (3).jpg、第4页.png）合为一份文档。

退出码：0 没有文档失败；1 用法错误或没有可读的文件；2 有文档失败。“待核对”不算失败。`,
  },
  details: { extensions: LEFT_OUT.join(' ') },
  examples: {
    en: `nianbao extract report.pdf
nianbao extract 2021/ 2022/ --out data/ --jobs 4
nianbao extract 'reports/**/*.docx' --json > records.ndjson
nianbao extract reports/ --json | jq -r 'select(.status != "ok") | .source.path'`,
    zh: `nianbao extract 年报.pdf
nianbao extract 2021/ 2022/ --out 数据/ --jobs 4
nianbao extract '年报/**/*.docx' --json > records.ndjson
nianbao extract 年报/ --json | jq -r 'select(.status != "ok") | .source.path'`,
  },
  run,
})

/** Records pass through one by one; only their summaries are kept. */
async function run(kit: Kit, options: Options, paths: readonly string[]): Promise<number> {
  // Loaded only here: help is quick.
  const { createExtractor } = await import('../../index.js')
  const { say, fail } = kit
  const inputs = await inputsOf(paths, options, kit)
  if (inputs.found.length === 0) return fail(SENTENCES.nothingToRead)
  const interrupt = onInterrupt()
  const bar = await progressBar(say(TEXTS.progress), !options.quiet)
  const extractor: Extractor = createExtractor({
    ...extractionOf(options, kit.language),
    ...(options.jobs !== undefined && { workers: options.jobs }),
    ...(options.debugImages !== undefined && { debugImages: resolve(options.debugImages) }),
  })
  let folder: OutputFolder | null = null
  try {
    if (options.out !== undefined) {
      const { OutputFolder } = await import('./extract-output.js')
      const paths = inputs.found.map(({ path }) => path)
      folder = await OutputFolder.open(options.out, paths)
    }
    if (options.debugImages !== undefined) await mkdir(options.debugImages, { recursive: true })
    const status = await consume(extractor, { options, inputs, say, folder, bar, signal: interrupt.signal })
    await folder?.close()
    folder = null
    return status
  } catch (error) {
    if (interrupt.status !== null) return interrupt.status
    if (!isFileError(error)) throw error
    return fail(SENTENCES.cannotWrite, { file: error.path ?? options.out ?? '', reason: error.code })
  } finally {
    bar.stop()
    await extractor.close()
    await folder?.abandon()
    interrupt.release()
  }
}

async function inputsOf(paths: readonly string[], options: Options, { say, fail }: Kit): Promise<Inputs> {
  const { findInputs, namesOnCommandLine } = await import('./extract-inputs.js')
  const { groupPictures } = await import('../../ingest/groups.js')
  const all = await findInputs(namesOnCommandLine(paths), options.followLinks)
  for (const pattern of all.unmatched) fail(TEXTS.nothingMatches, { pattern: shownPath(pattern) || "''" })
  if (all.links > 0) note(say(SENTENCES.linksLeftOut, { count: all.links }))
  return options.group ? { ...all, found: await groupPictures(all.found) } : all
}

interface Consumer {
  readonly options: Options
  readonly inputs: Inputs
  readonly say: Say
  readonly folder: OutputFolder | null
  readonly bar: Bar
  readonly signal: AbortSignal
}

async function consume(extractor: Extractor, consumer: Consumer): Promise<number> {
  const { options, inputs, say, folder, bar, signal } = consumer
  const output = stdout()
  const summaries: Summary[] = []
  const totals = noTotals()
  let finished = 0
  const show = (): void => {
    bar.at(finished, inputs.found.length, { flagged: totals.flagged, failed: totals.failed })
  }
  show()
  const items = itemsOf(inputs, () => {
    finished += 1
    show()
  })
  for await (const record of extractor.extractAll(items, { signal })) {
    const place = folder?.places[totals.documents]
    const summary = summarise(record)
    addTo(totals, summary)
    if (!options.json) summaries.push(summary)
    if (folder && place !== undefined) await write(folder, record, place, say)
    show()
    // Without a reader there is no use in going on, except for the files asked for.
    if (options.json && !(await output.write(`${JSON.stringify(record)}\n`)) && !folder) break
  }
  bar.stop()
  if (!options.json && !options.quiet) {
    const shown = { summaries, totals, leftOut: inputs.leftOut }
    const look = lookOf(process.stdout)
    await output.write(`${renderTable(shown, say, look)}\n\n${renderEnd(shown, say, look)}\n`)
  }
  return totals.failed > 0 ? EXIT.failed : EXIT.fine
}

async function write(folder: OutputFolder, record: DocumentRecord, place: string, say: Say): Promise<void> {
  const taken = await folder.add(record, place)
  if (taken !== place) note(say(TEXTS.nameShortened, { path: oneLine(place), place: taken }))
}

function* itemsOf({ found }: Inputs, onFinished: () => void): Generator<InputWithOptions> {
  for (const { file, path, parts } of found)
    yield {
      input: parts ?? file,
      path,
      name: basename(path),
      onProgress: ({ stage }) => {
        if (stage === 'finished') onFinished()
      },
    }
}

const TEXTS = {
  nothingMatches: text('no file matches {pattern}', '没有文件匹配 {pattern}'),
  progress: {
    en: '{bar} {value}/{total}  flagged {flagged}  failed {failed}  {eta_formatted} left',
    zh: '{bar} {value}/{total}  待核对 {flagged}  失败 {failed}  剩余 {eta_formatted}',
  },
  nameShortened: {
    en: '{path} is too long a name for this file system: written to {place}.',
    zh: '{path} 文件名过长，当前文件系统不支持，已写入 {place}。',
  },
} as const
