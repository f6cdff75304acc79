import { z } from 'zod'
import { SHEET_ROWS } from '../../export/table.js'
import { EXPORT_FORMATS, type ExportFormat } from '../../export/writers/writer.js'
import { command, flag, option, wrong } from '../command.js'
import { EXIT, interruptible } from '../exit.js'
import { FILTER_OPTIONS, filterOf } from '../filter.js'
import { PLACE_OPTIONS, withStore, type Session } from '../place.js'
import { PANEL_OPTIONS, panelSources } from '../panel.js'
import { note, progressBar } from '../render/output.js'
import { text } from '../say.js'
import { SENTENCES } from '../words.js'

const FORMATS = EXPORT_FORMATS.join(', ')

const isFormat = (written: string): written is ExportFormat => EXPORT_FORMATS.some((format) => format === written)

function formatsOf(written: string): readonly ExportFormat[] {
  const named = written.split(',').map((each) => each.trim().toLowerCase())
  return named.every(isFormat) ? named : wrong(text(`must be of ${FORMATS}.`, `只能是 ${FORMATS}。`))
}

const OPTIONS = {
  format: option(z.array(z.enum(EXPORT_FORMATS)), {
    flags: '--format <FORMAT>',
    text: {
      en: `${FORMATS}; several by commas or by giving the option again`,
      zh: `${FORMATS}；可用逗号分隔或重复此选项`,
    },
    parse: formatsOf,
    several: true,
  }),
  out: option(z.string(), {
    flags: '--out <DIR>',
    text: {
      en: 'folder to make; an earlier export there is replaced',
      zh: '要生成的文件夹；其中已有的旧导出会被替换',
    },
  }),
  ...FILTER_OPTIONS,
  panel: flag('--panel', {
    en: 'one row an organ, year and scope instead, with organs, coverage and the crosswalk of the forms',
    zh: '改为导出面板：每个机关每年每种口径一行，另附机关、覆盖情况和格式对应关系',
  }),
  ...PANEL_OPTIONS,
  force: flag('--force', {
    en: 'replace DIR also if it holds files that no export wrote',
    zh: '即使 DIR 中有并非导出生成的文件也替换',
  }),
  quiet: flag('--quiet', SENTENCES.quiet),
  ...PLACE_OPTIONS,
} as const
type Options = z.infer<z.ZodObject<typeof OPTIONS>>

/** `nianbao export`: a dataset of the documents. */
export const exportCommand = command({
  options: OPTIONS,
  notes: {
    en: `Tables: tidy (one value a row), wide (one report a row, values under their codes), documents, names, checks, problems,
findings, and columns, the dictionary. Flagged values are kept and marked; replaced and vanished files have \`current\` false. The same
data give the same bytes.

csv      begins with a byte order mark, so that Chinese Excel opens it; texts that a spreadsheet would run as formulas
         (= + - @ …) have an apostrophe ahead. Excel shows 1048576 rows at most: longer files are named. data/*.csv holds the same rows plainly, for programs and datapackage.json.
jsonl    one JSON object a line            parquet  Snappy, row groups
xlsx     labels over codes; long tables go on in tidy-2.xlsx, … ; flagged values are yellow, corrected ones green
sqlite   all tables in dataset.sqlite      stata    NAME.do reads data/NAME.csv with labels`,
    zh: `数据表：tidy（每行一个数值）、wide（每份报告一行，列名为数值代码）、documents、names、checks、problems、
findings，以及字段说明 columns。存疑数值保留并标出；已被替换或消失的文件 current 为 false。数据相同则逐字节相同。

csv      带 BOM，中文版 Excel 可直接打开；会被电子表格当作公式的文本（以 = + - @ 等开头）前加撇号。
         Excel 最多显示 1048576 行，更长的文件会指出。data/*.csv 内容相同但不加任何处理，供程序和 datapackage.json 使用。
jsonl    每行一个 JSON 对象                parquet  Snappy 压缩，分行组
xlsx     标签在上、代码在下；过长的表续写到 tidy-2.xlsx 等；存疑数值为黄色，人工核对过的为绿色
sqlite   所有表都在 dataset.sqlite         stata    NAME.do 读入 data/NAME.csv 并加标签`,
  },
  examples: {
    en: `nianbao export --format csv --out dataset/
nianbao export --format parquet,xlsx --out dataset/ --year 2021 --year 2022
nianbao export --format stata --out dataset/ --path 'county/**'      then, in Stata: do wide.do
nianbao export --panel --format csv --out panel/ --expect organs.csv`,
    zh: `nianbao export --format csv --out 数据集/
nianbao export --format parquet,xlsx --out 数据集/ --year 2021 --year 2022
nianbao export --format stata --out 数据集/ --path '县区/**'         然后在 Stata 中运行 do wide.do
nianbao export --panel --format csv --out 面板/ --expect 应报清单.csv`,
  },
  run: (kit, options) => withStore(options, kit, async (session) => run(session, options)),
})

async function run({ store, say, fail }: Session, options: Options): Promise<number> {
  // Loaded only here: help is quick.
  const { ExportError, exportDataset, exportPanel } = await import('../../export/index.js')
  const { format: formats, out, force, quiet } = options
  const bar = await progressBar(say(TEXTS.progress), !quiet)
  return interruptible(
    async (signal) => {
      try {
        const { refreshFindings } = await import('../../refresh/index.js')
        await refreshFindings(store, { signal })
        const asked = { formats, out, force, filter: filterOf(options), signal, onProgress: bar.at }
        if (options.panel) {
          const made = await exportPanel(store, { ...asked, ...(await panelSources(options)) })
          bar.stop()
          const { documents, leftOut, reports, settled } = made
          const told = { documents, leftOut, reports, settled, open: reports - settled, folder: out }
          if (!quiet) note(say(TEXTS.panel, told))
          if (made.unknownExpected.length > 0)
            note(say(SENTENCES.unknownOrgans, { codes: made.unknownExpected.slice(0, 10).join(', ') }))
          return EXIT.fine
        }
        const { documents, missed, rows, longerThanSheet } = await exportDataset(store, asked)
        bar.stop()
        const values = rows.get('tidy') ?? 0
        if (!quiet) note(say(TEXTS.done, { documents, values, folder: out }))
        if (longerThanSheet.length > 0)
          note(
            say(TEXTS.tooLong, { files: longerThanSheet.join(', '), count: longerThanSheet.length, rows: SHEET_ROWS }),
          )
        if (missed > 0) note(say(TEXTS.missed, { count: missed }))
        return EXIT.fine
      } catch (error) {
        bar.stop()
        if (error instanceof ExportError) return fail(FAULTS[error.fault], error.details)
        throw error
      }
    },
    (reason) => fail(SENTENCES.cannotWrite, { file: out, reason }),
  )
}

const FAULTS = {
  'not-empty': {
    en: '{folder} holds {file}, which no export wrote. Name another folder, or replace it all with --force.',
    zh: '{folder} 中有并非导出生成的 {file}。请另选文件夹，或用 --force 整个替换。',
  },
  'not-a-folder': text('{folder} is no folder. Name another one.', '{folder} 不是文件夹，请另选。'),
  'sqlite-missing': {
    en: 'better-sqlite3, which writes SQLite, does not load. Run: npm rebuild better-sqlite3; or use Node.js 22.16 or newer; or choose another format.',
    zh: '写 SQLite 所需的 better-sqlite3 无法加载。请运行 npm rebuild better-sqlite3，或改用 Node.js 22.16 及以上版本，或选择其他格式。',
  },
  'store-changed': {
    en: 'A manifest with other columns was taken in while the data were read. Export again.',
    zh: '读取数据时导入了列不同的清单，请重新导出。',
  },
} as const

const TEXTS = {
  progress: {
    en: '{bar} {value}/{total} documents  {eta_formatted} left',
    zh: '{bar} {value}/{total} 份文档  剩余 {eta_formatted}',
  },
  done: {
    en: '{documents} {documents:document|documents}, {values} {values:value|values} written to {folder}.',
    zh: '已将 {documents} 份文档、{values} 个数值写入 {folder}。',
  },
  panel: {
    en: '{documents} {documents:document|documents}: {reports} {reports:report|reports}, {settled} with a settled organ and {open} with candidates; written to {folder}. {leftOut} {leftOut:is|are} no annual report, failed or gone.',
    zh: '{documents} 份文档，合为 {reports} 份报告，其中 {settled} 份机关已确定，{open} 份有多个可能；已写入 {folder}。另有 {leftOut} 份不是年度报告、读取失败或已不在。',
  },
  tooLong: {
    en: '{files} {count:has|have} more than {rows} rows: Excel opens {count:it|them} without the rest. For Excel use --format xlsx, which goes on in further files, or export fewer documents (--year, --organ, --path); other programs read it whole.',
    zh: '{files} 超过 {rows} 行，Excel 打开时会略去其余部分。用 Excel 请选 --format xlsx（自动分为多个文件），或用 --year、--organ、--path 分批导出；其他程序可完整读取。',
  },
  missed: {
    en: 'The data were being written meanwhile: {count} {count:document|documents} may be missing. Export again when that is done.',
    zh: '导出期间数据仍在写入，可能缺少 {count} 份文档。请在写入结束后重新导出。',
  },
} as const
