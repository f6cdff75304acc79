import type { DocumentFilter, DocumentRow } from '../../store/store.js'
import { titleOf } from '../../model/catalogue/titles.js'
import { command, flag, given, type Kit } from '../command.js'
import { EXIT } from '../exit.js'
import { FILTER_OPTIONS, filterOf } from '../filter.js'
import { PLACE_OPTIONS, withStore, type Session } from '../place.js'
import { stdout, type Output } from '../render/output.js'
import { draw, widthsOf, type Column } from '../render/table.js'
import { lookOf, oneLine, type Look } from '../render/text.js'
import { text } from '../say.js'
import { SENTENCES, statusColour, STATUS_WORDS, WORDS } from '../words.js'

/** `nianbao list`: documents by filters, or their flagged values as a sheet. */
export const list = command({
  options: {
    ...FILTER_OPTIONS,
    csv: given('--csv <FILE>', {
      en: 'write their flagged values to FILE, to be corrected there',
      zh: '将被标记的数值写入 FILE，供人工核对',
    }),
    json: flag('--json', SENTENCES.json),
    ...PLACE_OPTIONS,
  },
  notes: {
    en: `On a terminal the documents come as a table. Elsewhere they come one a line, without a head, separated by tabs:
  fingerprint, path, outcome, form, year, organ, values, numbers, doubts, faults, problem codes (by commas), version
--json gives one JSON object a line in either case. They are sorted by path; any number of them takes the same memory.

--csv writes the flagged values themselves, one a row, to look at in a spreadsheet: fill in the column \`correct\` (the
number that stands there, or the word blank), or put an x into \`confirm\` where the reading is right, save it as CSV (UTF-8
or what Chinese Excel writes) and hand it back: nianbao correct --from FILE. Rows left empty say nothing.`,
    zh: `在终端上以表格列出；否则每行一份，没有表头，以制表符分隔：
  指纹、路径、状态、格式、年度、机关、应填格数、数字格数、存疑、有误、问题代码（以逗号分隔）、版本
--json 则每行一个 JSON 对象。按路径排序；文档再多，占用内存不变。

--csv 把被标记的数值写成每行一个，供用电子表格核对：在 correct 列填入报告上的数字（空白单元格填“空白”），
读数正确的在 confirm 列填 x，另存为 CSV（UTF-8 或中文版 Excel 的格式均可），
再交回：nianbao correct --from 文件。未填的行不起作用。`,
  },
  examples: {
    en: `nianbao list --status failed
nianbao list --year 2021 --form 2021 --path 'county/**/*.pdf'
nianbao list --code unbalanced | cut -f 2                 paths only
nianbao list --doubts --json | jq -r .organ | sort | uniq -c
nianbao list --doubts --csv doubts.csv                    fill in, then: nianbao correct --from doubts.csv`,
    zh: `nianbao list --status failed
nianbao list --year 2021 --form 2021 --path '县区/**/*.pdf'
nianbao list --code unbalanced | cut -f 2                 只要路径
nianbao list --doubts --json | jq -r .organ | sort | uniq -c
nianbao list --doubts --csv 存疑.csv                      填写后运行 nianbao correct --from 存疑.csv`,
  },
  run: (kit, options) =>
    withStore(options, kit, async (session) => {
      const filter = filterOf(options)
      if (options.csv === undefined) return listDocuments(session, filter, options.json)
      // Without a choice between the two, all that is flagged.
      const wanted = { doubts: options.doubts || !options.faults, faults: options.faults || !options.doubts }
      const { writeDoubts } = await import('./list-doubts.js')
      return writeDoubts(session, filter, wanted, options.csv)
    }),
})

type Speaker = Pick<Kit, 'say' | 'language'>

/** The widths of a table are those of its first rows, and all that come later are cut to them. */
const ROWS_AT_ONCE = 200
/** Digits of a fingerprint that name a document. */
const DIGITS = 8
/** Columns of the terminal for a path or organ. */
const MIN_WIDTH = 16
const MAX_WIDTH = 60

/** Documents one by one, as they come out of the store. */
async function listDocuments(
  { store, say, language }: Session,
  filter: DocumentFilter,
  json: boolean,
): Promise<number> {
  const output = stdout()
  const look = lookOf(process.stdout)
  const documents = store.documents(filter)
  if (json || look.width === null) {
    const titles = (row: DocumentRow): readonly string[] => row.codes.map((code) => titleOf(code, language))
    const line = json ? (row: DocumentRow): string => JSON.stringify({ ...row, titles: titles(row) }) : tabLine
    for await (const row of documents) if (!(await output.write(`${line(row)}\n`))) break
    return EXIT.fine
  }
  await writeTable(documents, { say, language }, output, { ...look, width: look.width })
  return EXIT.fine
}

/** Columns as the help names them; characters that would break a line or a column are spaces. */
function tabLine(row: DocumentRow): string {
  const { counts } = row
  const fields = [
    ...[row.sha256, row.path, row.status, row.form, row.year, row.organ],
    ...[counts?.values, counts?.numbers, counts?.doubts, counts?.faults],
    ...[row.codes.join(','), row.version],
  ]
  return fields.map((field) => oneLine(String(field ?? ''))).join('\t')
}

const cellsOf = (
  { sha256, status, form, year, counts, organ, path, codes }: DocumentRow,
  { say, language }: Speaker,
): readonly string[] => [
  sha256.slice(0, DIGITS),
  say(STATUS_WORDS[status]),
  form ?? '',
  String(year ?? ''),
  String(counts?.doubts ?? ''),
  String(counts?.faults ?? ''),
  organ ?? '',
  path,
  codes.map((code) => `${code} ${titleOf(code, language)}`).join(', '),
]

/** Writes the rows for a person, some at a time; the first of them are waited for, to know the widths. */
export async function writeTable(
  documents: AsyncIterable<DocumentRow>,
  { say, language }: Speaker,
  output: Pick<Output, 'write'>,
  look: Look & { readonly width: number },
): Promise<void> {
  const wide = { flexible: true, atMost: MAX_WIDTH } as const
  const columns: readonly Column[] = [
    { title: say(WORDS.document) },
    { title: say(WORDS.status), colour: statusColour(say) },
    { title: say(WORDS.form) },
    { title: say(WORDS.year) },
    { title: say(WORDS.doubts), align: 'right' },
    { title: say(WORDS.faults), align: 'right' },
    { title: say(WORDS.organ), ...wide },
    { title: say(WORDS.path), ...wide },
    { title: say(WORDS.problems), ...wide },
  ]
  let widths: readonly number[] | null = null
  let waiting: (readonly string[])[] = []
  let count = 0
  const flush = async (): Promise<boolean> => {
    if (waiting.length === 0) return true
    const titled = widths === null
    widths ??= widthsOf(columns, waiting, look.width, MIN_WIDTH)
    const rows = waiting
    waiting = []
    return output.write(`${draw(columns, rows, widths, look, titled)}\n`)
  }
  for await (const row of documents) {
    count += 1
    waiting.push(cellsOf(row, { say, language }))
    if (waiting.length === ROWS_AT_ONCE && !(await flush())) return
  }
  await flush()
  await output.write(`${count > 0 ? '\n' : ''}${say(TOTAL, { count })}\n`)
}

const TOTAL = text('{count} {count:document|documents}.', '共 {count} 份。')
