import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import { PROBLEM_CODES } from '../model/problem.js'
import { CONTENTS, formYear } from '../model/record.js'
import type { DocumentFilter } from '../store/store.js'
import { flag, option, whole, wholeNumber, wrong } from './command.js'
import type { Text } from './say.js'

/** Options that choose documents, the same for every command that takes some of them. */

const statuses = z.enum(['ok', 'flagged', 'failed', 'pending'])
const contents = z.enum(CONTENTS)
const FORMS = formYear.options.join(', ')
const VERSION = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/
/** Two codes are near each other if at most this many characters differ. */
const MAX_DISTANCE = 4

/** An option that may be given several times. */
const several = <Schema extends z.ZodType>(
  flags: string,
  { en, zh }: Text,
  schema: Schema,
  parse: (written: string) => z.infer<Schema>,
): z.ZodOptional<z.ZodArray<Schema>> =>
  option(z.array(schema).optional(), {
    ...{ flags, parse, several: true },
    text: { en: `${en} (may be given several times)`, zh: `${zh}（可多次给出）` },
  })

const oneOf =
  <Schema extends z.ZodType>(schema: Schema, why: Text) =>
  (written: string): z.infer<Schema> => {
    const parsed = schema.safeParse(written)
    return parsed.success ? parsed.data : wrong(why)
  }

function problemCode(written: string): string {
  if (PROBLEM_CODES.some((code) => code === written)) return written
  const near = PROBLEM_CODES.filter((code) => distance(written, code) <= MAX_DISTANCE || code.includes(written))
  if (near.length === 0 || written === '') return wrong(TEXTS.notCode)
  return wrong(TEXTS.notCodeNear, { near: near.slice(0, 3).join(', ') })
}

/** The options that `reprocess` shares. */
const CHOICE_OPTIONS = {
  code: several(
    '--code <CODE>',
    { en: 'with this problem (nianbao problems lists them)', zh: '有此问题代码的（见 nianbao problems）' },
    z.string(),
    problemCode,
  ),
  extractorBefore: option(z.string().optional(), {
    flags: '--extractor-before <VERSION>',
    text: { en: 'last read by a version older than this', zh: '由早于此版本的程序提取的' },
    parse: (written) => (VERSION.test(written) ? written : wrong(TEXTS.notVersion)),
  }),
} as const

const notEmpty = (written: string): string => (written.trim() === '' ? wrong(TEXTS.empty) : written)

export const FILTER_OPTIONS = {
  doubts: flag('--doubts', { en: 'with values or facts of doubtful reading', zh: '有存疑读数的' }),
  faults: flag('--faults', {
    en: 'with values that do not add up, or faults of the report',
    zh: '勾稽不平或报告本身有误的',
  }),
  status: several(
    '--status <STATUS>',
    { en: 'by outcome: ok, flagged, failed, pending', zh: '按结果：ok、flagged、failed、pending' },
    statuses,
    oneOf(statuses, {
      en: 'must be ok, flagged, failed or pending.',
      zh: '必须是 ok、flagged、failed 或 pending。',
    }),
  ),
  code: CHOICE_OPTIONS.code,
  year: several('--year <YEAR>', { en: 'reporting on this year', zh: '按报告年度' }, z.number(), wholeNumber),
  form: several(
    '--form <FORM>',
    { en: `on the form of ${FORMS}`, zh: `按格式：${FORMS}` },
    formYear,
    oneOf(formYear, {
      en: `must be one of ${FORMS}.`,
      zh: `必须是 ${formYear.options.join('、')} 之一。`,
    }),
  ),
  content: several(
    '--content <CONTENT>',
    { en: `by what they hold: ${CONTENTS.join(', ')}`, zh: `按内容：${CONTENTS.join('、')}` },
    contents,
    oneOf(contents, {
      en: `must be one of ${CONTENTS.join(', ')}.`,
      zh: `必须是 ${CONTENTS.join('、')} 之一。`,
    }),
  ),
  path: several(
    '--path <GLOB>',
    { en: 'whose path matches, as in a shell (** over folders)', zh: '路径匹配通配符的（** 跨文件夹）' },
    z.string(),
    (written) => written,
  ),
  organ: several(
    '--organ <NAME>',
    { en: 'whose organ’s name holds this', zh: '机关名称包含此文字的' },
    z.string(),
    notEmpty,
  ),
  title: several('--title <TEXT>', { en: 'whose title holds this', zh: '标题包含此文字的' }, z.string(), notEmpty),
  given: several(
    '--given <COLUMN=VALUE>',
    { en: 'for which the manifest gives this', zh: '清单中此列为此值的' },
    z.tuple([z.string(), z.string()]),
    (written): [column: string, value: string] => {
      const [, column, value] = /^([^=]+)=(.*)$/su.exec(written) ?? []
      return column === undefined || value === undefined ? wrong(TEXTS.notGiven) : [column, value]
    },
  ),
  extractorBefore: CHOICE_OPTIONS.extractorBefore,
  removed: flag('--removed', {
    en: 'those that were removed; they are in no other list',
    zh: '已移除的文档（不出现在其他列表中）',
  }),
  keptBack: flag('--kept-back', {
    en: 'with an attempt that was kept back and waits for nianbao attempt use',
    zh: '有未采用的提取、等待 nianbao attempt use 决定的',
  }),
  batch: whole('--batch <N>', {
    en: 'of this batch (nianbao status numbers them)',
    zh: '属于此批次的（编号见 nianbao status）',
  }),
} as const
type FilterOptions = z.infer<z.ZodObject<typeof FILTER_OPTIONS>>

export function filterOf(options: Partial<FilterOptions>): DocumentFilter {
  const { doubts, faults, status, code, year, form, content, path, organ, title, given } = options
  const { extractorBefore, batch, keptBack, removed } = options
  return {
    ...(doubts && { doubts }),
    ...(faults && { faults }),
    ...(status && { status }),
    ...(code && { codes: code }),
    ...(year && { years: year }),
    ...(form && { forms: form }),
    ...(content && { contents: content }),
    ...(path && { paths: path }),
    ...(organ && { organs: organ }),
    ...(title && { titles: title }),
    ...(given && { given: Object.fromEntries(given) }),
    ...(extractorBefore !== undefined && { extractorBefore }),
    ...(keptBack && { keptBack }),
    ...(removed && { removed }),
    ...(batch !== undefined && { batch }),
  }
}

/** The filters as they were given, for people who read of a batch. */
export function selectionOf(options: Partial<FilterOptions>): readonly string[] {
  const { doubts, faults, extractorBefore, batch } = options
  const several = (['status', 'code', 'year', 'form', 'content', 'path', 'organ', 'title'] as const).flatMap((name) =>
    (options[name] ?? []).map((each) => `--${name} ${each}`),
  )
  return [
    ...(doubts ? ['--doubts'] : []),
    ...(faults ? ['--faults'] : []),
    ...several,
    ...(options.given ?? []).map(([column, value]) => `--given ${column}=${value}`),
    ...(extractorBefore === undefined ? [] : [`--extractor-before ${extractorBefore}`]),
    ...(batch === undefined ? [] : [`--batch ${batch}`]),
  ]
}

const TEXTS = {
  empty: { en: 'must not be empty.', zh: '不能为空。' },
  notGiven: { en: 'must be COLUMN=VALUE, such as province=湖南.', zh: '必须是 列名=值，如 province=湖南。' },
  notVersion: { en: 'must be a version such as 0.2.0.', zh: '必须是形如 0.2.0 的版本号。' },
  notCode: {
    en: 'is no problem code; nianbao problems lists them.',
    zh: '不是问题代码，见 nianbao problems。',
  },
  notCodeNear: {
    en: 'is no problem code (meant: {near}?); nianbao problems lists them.',
    zh: '不是问题代码（是否指 {near}？），见 nianbao problems。',
  },
} as const
