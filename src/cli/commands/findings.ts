import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import type { ToldFinding } from '../../findings/index.js'
import type { FindingFilter, FindingRow } from '../../store/store.js'
import { FINDING_RULES, FINDING_SEVERITIES } from '../../vocabulary/findings.js'
import { command, flag, option, wrong, type Kit } from '../command.js'
import { EXIT, interruptible } from '../exit.js'
import { FILTER_OPTIONS, filterOf } from '../filter.js'
import { documentToSee, PLACE_OPTIONS, withStore, type Session } from '../place.js'
import { note, stdout, type Output } from '../render/output.js'
import { draw, widthsOf, type Column } from '../render/table.js'
import { lookOf, oneLine, type Look } from '../render/text.js'
import { text } from '../say.js'
import { SENTENCES, WORDS } from '../words.js'

const RULES = FINDING_RULES.map(({ id }) => id)
const severities = z.enum(FINDING_SEVERITIES)
/** Two names are near each other if at most this many characters differ. */
const MAX_DISTANCE = 4

function ruleNamed(written: string): string {
  if (RULES.includes(written)) return written
  const near = RULES.filter((id) => distance(written, id) <= MAX_DISTANCE || id.includes(written)).slice(0, 3)
  return written === '' || near.length === 0
    ? wrong(TEXTS.notRule, { rules: RULES.join(', ') })
    : wrong(TEXTS.notRuleNear, { near: near.join(', ') })
}

const OPTIONS = {
  rule: option(z.array(z.string()).optional(), {
    ...{ flags: '--rule <RULE>', several: true, parse: ruleNamed },
    text: {
      en: 'of this rule, such as carried-over or text-differs (may be given several times)',
      zh: '属于此规则的，如 carried-over、text-differs（可多次给出）',
    },
  }),
  severity: option(z.array(severities).optional(), {
    ...{ flags: '--severity <SEVERITY>', several: true },
    text: {
      en: 'must (be mended), check, or note (may be given several times)',
      zh: 'must 必须改、check 请核对、note 提示（可多次给出）',
    },
    parse: (written) => {
      const parsed = severities.safeParse(written)
      return parsed.success ? parsed.data : wrong(TEXTS.notSeverity)
    },
  }),
  json: flag('--json', SENTENCES.json),
  ...FILTER_OPTIONS,
  ...PLACE_OPTIONS,
} as const
type Options = z.infer<z.ZodObject<typeof OPTIONS>>

/** `nianbao findings`: what reports say against themselves, their form and last year’s report. */
export const findings = command({
  operands: [{ name: '[DOCUMENT]', text: text('of this document alone', '仅此文档') }],
  options: OPTIONS,
  notes: {
    en: `A finding is a contradiction: within a report, with its form, or with last year's report of the same organ. It is not a doubt of
reading: flags, counts and outcome of a document do not know of it. nianbao check does the same for files that are not stored.
Reports are paired by organ, year and scope (nianbao organs); where last year's is missing, only the report itself is checked.
After a correction, removal or reprocessing, the reports concerned are checked again before the list is given.

On a terminal the findings come as a table. Elsewhere they come one a line, without a head, separated by tabs:
  fingerprint, path, organ, year, number, severity, rule, row, column, printed, expected, page, last year's fingerprint, message
--json gives one JSON object a line. docs/check.md lists the rules.`,
    zh: `此处列出报告中的矛盾：报告自身前后不符、与法定格式不符、与同一机关上年度报告不符。这些不是识读存疑，不影响文档的标记、
计数和状态。未入库的文件用 nianbao check 检查。报告按机关、年度和口径配对（见 nianbao organs）；没有上年度报告的，只检查报告
本身。更正、移除或重新提取之后，列出前会先重新检查有关的报告。

在终端上以表格列出；否则每行一个，没有表头，以制表符分隔：
  指纹、路径、机关、年度、序号、程度、规则、行、列、本报告、对照、页码、上年度报告指纹、说明
--json 则每行一个 JSON 对象。规则见 docs/check.zh-CN.md。`,
  },
  examples: {
    en: `nianbao findings --severity must
nianbao findings --rule carried-over --year 2023 --organ 教育局
nianbao findings 前进镇人民政府2023年                      one report
nianbao findings --json | jq -r .rule | sort | uniq -c      how many of each rule`,
    zh: `nianbao findings --severity must
nianbao findings --rule carried-over --year 2023 --organ 教育局
nianbao findings 前进镇人民政府2023年                      一份报告
nianbao findings --json | jq -r .rule | sort | uniq -c      各规则的数量`,
  },
  run: (kit, options, operands) => withStore(options, kit, async (session) => run(session, options, operands[0])),
})

async function run(session: Session, options: Options, reference: string | undefined): Promise<number> {
  const { store, fail } = session
  const document = reference === undefined ? null : await documentToSee(session, reference)
  if (reference !== undefined && !document) return EXIT.usage
  const { rule, severity } = options
  const filter: FindingFilter = {
    ...filterOf(options),
    ...(document && { sha256: [document.sha256] }),
    ...(rule && { rules: rule }),
    ...(severity && { severities: severity }),
  }
  return interruptible(
    async (signal) => {
      const { refreshFindings } = await import('../../refresh/index.js')
      let told = 0
      await refreshFindings(store, {
        signal,
        onProgress: (left) => {
          if (left <= MANY || (told > 0 && told - left < MANY)) return
          told = left
          note(session.say(TEXTS.computing, { count: left }))
        },
      })
      await list(session, filter, options.json)
      return EXIT.fine
    },
    (reason) => fail(SENTENCES.cannotWrite, { file: 'stdout', reason }),
  )
}

/** This many documents take some seconds to compute, which a line on standard error says. */
const MANY = 500

async function list(session: Session, filter: FindingFilter, json: boolean): Promise<void> {
  const { toldFinding } = await import('../../findings/index.js')
  const output = stdout()
  const look = lookOf(process.stdout)
  const tell = (found: FindingRow): Told => ({ found, told: toldFinding(found.finding, session.language) })
  const rows = session.store.findings(filter)
  if (!json && look.width !== null) return writeTable(rows, tell, session, output, { ...look, width: look.width })
  for await (const row of rows) {
    const line = json ? jsonOf(tell(row)) : tabLine(tell(row))
    if (!(await output.write(`${line}\n`))) break
  }
}

interface Told {
  readonly found: FindingRow
  readonly told: ToldFinding
}

const jsonOf = ({ found: { finding, ...document }, told }: Told): string =>
  JSON.stringify({ ...document, ...told, places: finding.places })

function tabLine({ found, told }: Told): string {
  const fields = [
    ...[
      found.sha256,
      found.path,
      found.organ,
      found.year,
      found.number,
      told.severity,
      told.rule,
      told.row,
      told.column,
    ],
    ...[told.printed, told.expected, found.finding.places[0]?.page, found.lastYear?.sha256, told.message],
  ]
  return fields.map((field) => oneLine(String(field ?? ''))).join('\t')
}

/** The widths of a table are those of its first rows, and all that come later are cut to them. */
const ROWS_AT_ONCE = 200
/** Digits of a fingerprint that name a document. */
const DIGITS = 8
/** Columns of the terminal for an organ or a sentence. */
const MIN_WIDTH = 16
const MAX_WIDTH = 90

async function writeTable(
  rows: AsyncIterable<FindingRow>,
  tell: (row: FindingRow) => Told,
  { say }: Pick<Kit, 'say'>,
  output: Pick<Output, 'write'>,
  look: Look & { readonly width: number },
): Promise<void> {
  const columns: readonly Column[] = [
    { title: say(WORDS.document) },
    { title: say(WORDS.year) },
    { title: say(WORDS.organ), flexible: true, atMost: MIN_WIDTH },
    { title: say(TEXTS.severity) },
    { title: say(TEXTS.message), flexible: true, atMost: MAX_WIDTH },
  ]
  let widths: readonly number[] | null = null
  let waiting: (readonly string[])[] = []
  let count = 0
  const flush = async (): Promise<boolean> => {
    if (waiting.length === 0) return true
    const titled = widths === null
    widths ??= widthsOf(columns, waiting, look.width, MIN_WIDTH)
    const lines = waiting
    waiting = []
    return output.write(`${draw(columns, lines, widths, look, titled)}\n`)
  }
  for await (const each of rows) {
    const { severityTitle, title, message } = tell(each).told
    count += 1
    const sentence = oneLine(`${title}: ${message}`)
    waiting.push([each.sha256.slice(0, DIGITS), String(each.year ?? ''), each.organ ?? '', severityTitle, sentence])
    if (waiting.length === ROWS_AT_ONCE && !(await flush())) return
  }
  await flush()
  await output.write(`${count > 0 ? '\n' : ''}${say(TEXTS.total, { count })}\n`)
}

const TEXTS = {
  notRule: text('is no rule. Rules: {rules}', '不是规则。规则有：{rules}'),
  notRuleNear: text('is no rule. Is it one of {near}?', '不是规则。是否指 {near}？'),
  notSeverity: text('must be must, check or note.', '必须是 must、check 或 note。'),
  computing: {
    en: '{count} {count:report is|reports are} being checked that changed …',
    zh: '正在检查有变动的 {count} 份报告……',
  },
  severity: text('severity', '程度'),
  message: text('finding', '问题'),
  total: text('{count} {count:finding|findings}.', '共 {count} 个问题。'),
} as const
