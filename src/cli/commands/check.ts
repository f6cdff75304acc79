import { basename, resolve } from 'node:path'
import type { z } from 'zod'
import { effectiveOf } from '../../effective/effective-of.js'
import type { EffectiveDocument } from '../../effective/effective.js'
import { isSameOrgan } from '../../effective/given.js'
import { CHECKLIST_FORMATS, checklistFormat, writeChecklist, type CheckedReport } from '../../export/checklist/index.js'
import { shownPath } from '../../file-names.js'
import { findingsOf, toldFinding, type Finding } from '../../findings/index.js'
import type { FoundDocument } from '../../ingest/groups.js'
import { command, flag, given, type Kit } from '../command.js'
import { EXIT, isFileError, onInterrupt } from '../exit.js'
import { EXTRACTION_OPTIONS, extractionOf } from '../extraction-flags.js'
import { note, stdout } from '../render/output.js'
import { lookOf } from '../render/text.js'
import { text } from '../say.js'
import { SENTENCES } from '../words.js'
import { renderChecked } from './check-report.js'

const OPTIONS = {
  lastYear: given('--last-year <PATH>', {
    en: 'last year’s report, or a folder that holds it: it is known by organ and year',
    zh: '上年度报告，或其所在的文件夹（按机关和年度查找）',
  }),
  out: given(
    '--out <FILE>',
    {
      en: 'write the list of problems into FILE, too: {formats}',
      zh: '同时将问题清单写入 FILE：{formats}',
    },
    { formats: CHECKLIST_FORMATS.join(' ') },
  ),
  json: flag('--json', {
    en: 'print one report a line as JSON, and nothing else',
    zh: '每行输出一份报告的结果（JSON），别无其他',
  }),
  ...EXTRACTION_OPTIONS,
} as const
type Options = z.infer<z.ZodObject<typeof OPTIONS>>

/** `nianbao check FILE`: a report before it is published, against itself, its form and last year’s. */
export const check = command({
  operands: [{ name: '<FILE...>', text: text('reports that are to be published', '待发布的年度报告') }],
  options: OPTIONS,
  notes: {
    en: `Compared are the form’s sums and balances, text and tables, dates, the form in force, blanks, and with --last-year what is carried
over, documents in force, and copies. Only what can be told for sure is compared: the list does not replace reading.
Nothing is stored; only FILE is written.

Exit status: 0 nothing was found, 1 wrong usage, 2 something was found, or a report could not be read.`,
    zh: `检查内容：法定格式的合计与勾稽、正文与表格、日期、所用格式、空白格；给出 --last-year 时还检查上年结转、现行有效件数和
照抄。只比对能够确定的内容，不能代替人工审阅。不保存任何内容，只写出 FILE。

退出码：0 未发现问题；1 用法错误；2 发现问题，或有报告无法读取。`,
  },
  examples: {
    en: `nianbao check 2023.docx
nianbao check 2023.docx --last-year 2022.pdf --out problems.docx
nianbao check drafts/*.docx --last-year published/ --json`,
    zh: `nianbao check 今年.docx
nianbao check 今年.docx --last-year 去年.pdf --out 问题清单.docx
nianbao check 草稿/*.docx --last-year 已发布/ --json`,
  },
  run,
})

interface Read {
  readonly path: string
  readonly document: EffectiveDocument
}

async function run(kit: Kit, options: Options, paths: readonly string[]): Promise<number> {
  const { say, fail, language } = kit
  const format = options.out === undefined ? null : checklistFormat(options.out)
  if (options.out !== undefined && format === null)
    return fail(TEXTS.noFormat, { file: options.out, formats: CHECKLIST_FORMATS.join(' ') })
  const { findInputs, namesOnCommandLine } = await import('./extract-inputs.js')
  const { groupPictures } = await import('../../ingest/groups.js')
  const find = async (given: readonly string[]): Promise<readonly FoundDocument[]> => {
    const { found, unmatched } = await findInputs(namesOnCommandLine(given))
    for (const pattern of unmatched) fail(TEXTS.notThere, { path: shownPath(pattern) })
    return unmatched.length > 0 ? [] : groupPictures(found)
  }
  const inputs = await find(paths)
  const others = options.lastYear === undefined ? [] : await find([options.lastYear])
  if (inputs.length === 0 || (options.lastYear !== undefined && others.length === 0))
    return fail(SENTENCES.nothingToRead)
  const interrupt = onInterrupt()
  try {
    const read = await readAll([...inputs, ...others], options, kit, interrupt.signal)
    const reports = read.slice(0, inputs.length)
    const lastYears = read.slice(inputs.length)
    const isOne = reports.length === 1 && lastYears.length === 1
    const checked = reports.map((report) => {
      const lastYear = isOne ? (lastYears[0] ?? null) : lastYearOf(report, lastYears)
      if (options.lastYear !== undefined && !lastYear) note(say(TEXTS.noLastYear, { path: report.path }))
      if (lastYear?.document.status === 'failed') note(say(TEXTS.lastYearUnread, { path: lastYear.path }))
      const usable = lastYear && lastYear.document.status !== 'failed' ? lastYear : null
      return { ...about(report, usable), found: findingsOf(report.document, usable?.document ?? null) }
    })
    const told = checked.map(({ found, ...each }): CheckedReport & { readonly found: readonly Finding[] } => ({
      ...{ ...each, found },
      findings: found.map((one) => toldFinding(one, language)),
    }))
    const look = lookOf(process.stdout)
    for (const { found, ...each } of told) {
      const places = found.map((one) => one.places)
      const line = { ...each, findings: each.findings.map((one, index) => ({ ...one, places: places[index] ?? [] })) }
      await stdout().write(options.json ? `${JSON.stringify(line)}\n` : `${renderChecked(each, language, look)}\n`)
    }
    if (options.out !== undefined && format !== null) {
      await writeChecklist(options.out, format, told, language)
      if (!options.json) note(say(TEXTS.written, { file: options.out }))
    }
    const isClean = told.every(({ findings }) => findings.length === 0)
    return isClean && (lastYears.length > 1 || lastYears.every(({ document }) => document.status !== 'failed'))
      ? EXIT.fine
      : EXIT.failed
  } catch (error) {
    if (interrupt.status !== null) return interrupt.status
    if (!isFileError(error)) throw error
    return fail(SENTENCES.cannotWrite, { file: options.out ?? '', reason: error.code })
  } finally {
    interrupt.release()
  }
}

const about = ({ path, document }: Read, lastYear: Read | null): Omit<CheckedReport, 'findings'> => ({
  path,
  organ: document.report?.organ ?? null,
  year: document.report?.year ?? null,
  lastYear: lastYear?.path ?? null,
})

/** The report of the same organ on the year before; null where none is, or several are. */
function lastYearOf({ document }: Read, others: readonly Read[]): Read | null {
  const { organ = null, year = null } = document.report ?? {}
  if (organ === null || year === null) return null
  const found = others.filter(
    (other) => other.document.report?.year === year - 1 && isSameOrgan(organ, other.document.report.organ ?? ''),
  )
  return found.length === 1 ? (found[0] ?? null) : null
}

async function readAll(
  inputs: readonly FoundDocument[],
  options: Options,
  { language }: Kit,
  signal: AbortSignal,
): Promise<readonly Read[]> {
  const { createExtractor } = await import('../../index.js')
  const extractor = createExtractor({
    ...extractionOf(options, language),
    ...(options.jobs !== undefined && { workers: options.jobs }),
  })
  try {
    const items = inputs.map(({ file, path, parts }) => ({ input: parts ?? resolve(file), path, name: basename(path) }))
    const read: Read[] = []
    for await (const record of extractor.extractAll(items, { signal }))
      read.push({ path: record.source.path, document: effectiveOf(record, [], { language }) })
    return read
  } finally {
    await extractor.close()
  }
}

const TEXTS = {
  notThere: text('{path} is not there.', '找不到 {path}。'),
  noFormat: text('{file} must end in one of: {formats}.', '{file} 的扩展名应为以下之一：{formats}。'),
  noLastYear: {
    en: '{path}: no report of the same organ on the year before was found, or several were; it is checked by itself.',
    zh: '{path}：未找到同一机关的上年度报告（或有多份），仅检查报告本身。',
  },
  lastYearUnread: text('{path} could not be read: nothing is compared with it.', '{path} 无法读取，未作年度间比较。'),
  written: text('The list of problems is in {file}.', '问题清单已写入 {file}。'),
} as const
