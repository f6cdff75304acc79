import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Estimate, Population, Results, SampleOptions } from '../../sample/index.js'
import type { DocumentFilter } from '../../store/store.js'
import { command, flag, given, whole, type Kit } from '../command.js'
import { EXIT, interruptible, isFileError } from '../exit.js'
import { FILTER_OPTIONS, filterOf } from '../filter.js'
import { PLACE_OPTIONS, withStore, type Session } from '../place.js'
import { note, progressBar, stdout } from '../render/output.js'
import { tableOf } from '../render/table.js'
import { lookOf, paint } from '../render/text.js'
import { speaker, text, type Say, type Text } from '../say.js'
import { SENTENCES } from '../words.js'

const DEFAULT_COUNT = 200
const DEFAULT_SEED = '1'

/** `nianbao sample`: draws values to look at, or computes the error rate from what was ticked. */
export const sample = command({
  options: {
    n: whole('--n <N>', text('values to look at (default: {value})', '抽取的数值个数（默认 {value}）'), {
      value: DEFAULT_COUNT,
    }),
    out: given('--out <DIR>', text('folder to make: index.html and pictures', '要生成的文件夹：index.html 和图片')),
    seed: given(
      '--seed <SEED>',
      {
        en: 'another seed gives another sample (default: {value})',
        zh: '随机种子，不同种子得到不同样本（默认 {value}）',
      },
      { value: DEFAULT_SEED },
    ),
    result: given('--result <FILE>', {
      en: 'results.csv of a page that was ticked: print the error rate',
      zh: '核对页面下载的 results.csv：输出错误率',
    }),
    ...FILTER_OPTIONS,
    doubts: flag('--doubts', {
      en: 'draw from the values of doubtful reading, instead of from those without a flag',
      zh: '从存疑的数值中抽取（默认从未被标记的数值中抽取）',
    }),
    faults: flag('--faults', {
      en: 'draw from the values that stand in equations that do not hold; with --doubts, from both',
      zh: '从所在勾稽关系不成立的数值中抽取；与 --doubts 同用时两者都抽取',
    }),
    json: flag('--json', SENTENCES.json),
    ...PLACE_OPTIONS,
  },
  notes: {
    en: `The sample is stratified by kind of file, form and table, and drawn in proportion; values that are flagged, or that a
person corrected or confirmed, are not among it. Open index.html in a browser, without any network: each value stands beside
the picture of its cell; of a web page or text beside its source, of a Word file beside the table as it was read, with a copy
to open. Ticks are kept in the browser and leave as results.csv. What was found wrong there, with the right number typed in,
goes into nianbao correct --from results.csv; so does what was found right of flagged values, as confirmed.

The interval is Clopper and Pearson's on the effective sample size (Korn and Graubard, Survey Methodology 24, 1998).`,
    zh: `样本按文件类型、格式和表格分层，按比例抽取；已存疑的和人工更正或确认过的数值不在其中。
用浏览器打开 index.html（无需联网）：每个数值旁是其单元格的图像；网页和文本旁是原件，Word 文件旁是读取到的表格和可打开的副本。
勾选结果保存在浏览器中，可下载为 results.csv。其中判为错误并填了正确数字的，可用 nianbao correct --from results.csv 录入；
带标记的数值判为正确的，同时作为确认录入。

置信区间为有效样本量上的 Clopper–Pearson 区间（Korn 和 Graubard，Survey Methodology 24，1998）。`,
  },
  examples: {
    en: `nianbao sample --n 200 --out sample/
nianbao sample --n 100 --out scans/ --path '**/*.jpg' --seed 2
nianbao sample --doubts --n 50 --out doubts/
nianbao sample --result ~/Downloads/results.csv`,
    zh: `nianbao sample --n 200 --out 抽样/
nianbao sample --n 100 --out 扫描件/ --path '**/*.jpg' --seed 2
nianbao sample --doubts --n 50 --out 存疑/
nianbao sample --result ~/Downloads/results.csv`,
  },
  run: (kit, { n = DEFAULT_COUNT, out, seed = DEFAULT_SEED, result, json, ...options }) => {
    if (result !== undefined && out === undefined) return evaluate(result, kit, json)
    if (result === undefined && out !== undefined)
      return withStore(options, kit, async (session) => draw(session, out, { count: n, seed, ...chosen(options) }))
    return kit.fail(TEXTS.which)
  },
})

interface Wanted {
  readonly count: number
  readonly seed: string
  readonly population: Population
  readonly filter: DocumentFilter
}

/** The values to draw from, and the documents that may have some. */
function chosen(options: Parameters<typeof filterOf>[0]): Pick<Wanted, 'population' | 'filter'> {
  const { doubts = false, faults = false } = options
  if (doubts && faults) return { population: 'flagged', filter: filterOf({ ...options, doubts: false, faults: false }) }
  return { population: doubts ? 'doubts' : faults ? 'faults' : 'unflagged', filter: filterOf(options) }
}

/** `nianbao sample --out DIR` */
async function draw(session: Session, out: string, wanted: Wanted): Promise<number> {
  const { store, blobs, say, fail, language } = session
  const { makeSample, SampleError } = await import('../../sample/index.js')
  return interruptible(
    async (signal) => {
      const progress = await progressOf(session, wanted.filter)
      try {
        const asked = { ...wanted, out, language, blobs, signal, ...progress.watch }
        const { unshown, besideOwnTable, ...counts } = await makeSample(store, asked)
        progress.stop()
        const drawnFrom = say(POPULATION_WORDS[wanted.population])
        note(say(TEXTS.done, { ...counts, drawnFrom, file: join(out, 'index.html') }))
        if (besideOwnTable > unshown) note(say(TEXTS.besideOwnTable, { count: besideOwnTable - unshown }))
        if (unshown > 0) note(say(TEXTS.unshown, { count: unshown }))
        return EXIT.fine
      } catch (error) {
        progress.stop()
        if (!(error instanceof SampleError)) throw error
        return fail(FAULTS[error.fault], { folder: out, drawnFrom: say(POPULATION_WORDS[wanted.population]) })
      }
    },
    (reason) => fail(SENTENCES.cannotWrite, { file: out, reason }),
  )
}

/** Lines that a long run prints where there is no terminal for a bar. */
const LINES = 4

interface Progress {
  readonly watch: Required<Pick<SampleOptions, 'onDraw' | 'onProgress'>>
  readonly stop: () => void
}

/** A bar for drawing and one for the pictures; where there is no terminal, a line for each quarter of the pictures. */
async function progressOf({ store, say }: Session, filter: DocumentFilter): Promise<Progress> {
  const bar = await progressBar('{bar} {value}/{total} {what}')
  const { documents } = await store.tally(filter)
  let told = 0
  return {
    watch: {
      onDraw: (done) => {
        bar.at(done, Math.max(done, documents), { what: say(TEXTS.drawing) })
      },
      onProgress: (done, total) => {
        bar.at(done, total, { what: say(TEXTS.showing) })
        const quarter = Math.floor((LINES * done) / total)
        if (!process.stderr.isTTY && quarter > told && quarter < LINES) note(say(TEXTS.shown, { done, total }))
        told = Math.max(told, quarter)
      },
    },
    stop: bar.stop,
  }
}

/** `nianbao sample --result FILE`: the error rate, and sentences for a paper. */
async function evaluate(file: string, { say, fail }: Kit, json: boolean): Promise<number> {
  const { estimate, parseResults, ResultsError } = await import('../../sample/index.js')
  try {
    const results = parseResults(await readFile(file, 'utf8'))
    const found = estimate(results.strata)
    const { drawnFrom, besideOwnTable } = results
    const machine = JSON.stringify({ ...found, drawnFrom, besideOwnTable })
    await stdout().write(json ? `${machine}\n` : `${render(found, results, say)}\n`)
    return EXIT.fine
  } catch (error) {
    if (error instanceof ResultsError) {
      const { line, found } = error
      return fail(line === null ? TEXTS.resultWrong : TEXTS.resultLine, { file, found, line: line ?? 0 })
    }
    if (isFileError(error)) return fail(TEXTS.unreadable, { file, reason: error.code })
    throw error
  }
}

/** Two digits that say something, also of small shares: 0.048 %, 1.2 %, 12 %. */
const percent = (share: number): string => (share <= 0 ? '0 %' : `${Number((100 * share).toPrecision(2))} %`)

/** Sentences for a paper: the error rate, and what was compared with nothing but nianbao's own table. */
function methodsSentence(found: Estimate, { drawnFrom, besideOwnTable }: Results, shares: Shares, say: Say): string {
  const { population, judged, wrong } = found
  const details = { population, judged, wrong, ...shares, drawnFrom: say(POPULATION_WORDS[drawnFrom]) }
  const sentence = say(TEXTS.sentence, details)
  if (besideOwnTable.length === 0) return sentence
  const count = besideOwnTable.reduce((sum, each) => sum + each.judged, 0)
  const strata = besideOwnTable.map(({ stratum }) => stratum).join(say(TEXTS.comma))
  return `${sentence}${say(TEXTS.ownTableSentence, { count, strata })}`
}

interface Shares {
  readonly rate: string
  readonly low: string
  readonly high: string
}

function render(found: Estimate, results: Results, say: Say): string {
  const look = lookOf(process.stdout)
  const numbers = [TEXTS.size, TEXTS.right, TEXTS.wrong, TEXTS.unclear, TEXTS.open]
  const columns = [
    { title: say(TEXTS.stratum) },
    ...numbers.map((title) => ({ title: say(title), align: 'right' as const })),
  ]
  const rows = found.strata.map(({ stratum, size, right, wrong, unclear, open }) => [
    stratum,
    ...[size, right, wrong, unclear, open].map(String),
  ])
  const { rate, interval, open, unclear } = found
  const table = tableOf(columns, rows, look)
  if (rate === null || !interval) return `${table}\n\n${say(TEXTS.unjudged)}`
  const shares = { rate: percent(rate), low: percent(interval[0]), high: percent(interval[1]) }
  const sentences = (['zh', 'en'] as const).map((language) =>
    methodsSentence(found, results, shares, speaker(language)),
  )
  const drawnFrom = say(POPULATION_WORDS[results.drawnFrom])
  return [
    table,
    '',
    paint(say(TEXTS.rate, { ...shares, drawnFrom }), 'bold', look),
    ...(open + unclear > 0 ? [say(TEXTS.left, { open, unclear })] : []),
    '',
    say(TEXTS.methods),
    ...sentences.map((sentence) => `  ${sentence}`),
  ].join('\n')
}

const POPULATION_WORDS: Readonly<Record<Population, Text>> = {
  unflagged: text('values without a flag', '未被标记的数值'),
  doubts: text('values of doubtful reading', '存疑的数值'),
  faults: text('values in equations that do not hold', '所在勾稽关系不成立的数值'),
  flagged: text('flagged values', '被标记的数值'),
}

const FAULTS = {
  'not-empty': text('{folder} is not empty. Name another folder.', '{folder} 不是空文件夹，请另选。'),
  'not-a-folder': text('{folder} is no folder. Name another one.', '{folder} 不是文件夹，请另选。'),
  nothing: text('there are no {drawnFrom} to draw from.', '没有可供抽取的{drawnFrom}。'),
} as const

const TEXTS = {
  which: {
    en: 'give --out DIR to draw a sample, or --result FILE to tell the error rate.',
    zh: '请用 --out DIR 抽样，或用 --result FILE 计算错误率。',
  },
  done: {
    en: '{values} of {population} {drawnFrom}, from {strata} {strata:stratum|strata}. Open {file} in a browser.',
    zh: '从 {population} 个{drawnFrom}中按 {strata} 层抽取了 {values} 个。请用浏览器打开 {file}。',
  },
  drawing: text('documents looked through', '份文档已查阅'),
  showing: text('values made ready', '个数值已备好'),
  shown: text('{done} of {total} values made ready', '已备好 {done}/{total} 个数值'),
  besideOwnTable: {
    en: '{count} {count:stands|stand} beside the table as nianbao read it, with a copy of the original to open (Word files).',
    zh: '其中 {count} 个旁边是 nianbao 读取到的表格，并附可打开的原件副本（Word 文件）。',
  },
  unshown: {
    en: '{count} of them cannot be shown as they look: their files went away, changed or cannot be drawn.',
    zh: '其中 {count} 个无法显示原貌：原文件已不在、已改变或无法绘制。',
  },
  resultWrong: text('{file} is no results.csv of a sample ({found}).', '{file} 不是样本的 results.csv（{found}）。'),
  resultLine: {
    en: '{file}, line {line}: “{found}” is not understood; a verdict is right, wrong, unclear or empty.',
    zh: '{file} 第 {line} 行：无法理解“{found}”；verdict 应为 right、wrong、unclear 或留空。',
  },
  unreadable: text('cannot read {file} ({reason}).', '无法读取 {file}（{reason}）。'),
  unjudged: text('nothing was ticked right or wrong yet.', '尚无勾选为正确或错误的数值。'),
  stratum: text('stratum', '层'),
  size: text('values', '数值总数'),
  right: text('right', '正确'),
  wrong: text('wrong', '错误'),
  unclear: text('cannot tell', '无法判断'),
  open: text('not ticked', '未勾选'),
  rate: {
    en: 'Error rate of {drawnFrom}: {rate} (95 % confidence interval {low} to {high})',
    zh: '{drawnFrom}的错误率：{rate}（95% 置信区间 {low} 至 {high}）',
  },
  left: {
    en: '{open} {open:value is|values are} not ticked yet and {unclear} could not be told; they are left out.',
    zh: '有 {open} 个尚未勾选、{unclear} 个无法判断，均未计入。',
  },
  methods: text('For a methods section:', '可用于论文方法部分：'),
  comma: text(', ', '、'),
  sentence: {
    en: 'Of {population} {drawnFrom} (extracted automatically), a random sample of {judged}, stratified by kind of file, form and table, was compared with the originals; {wrong} of them differed. Weighted by stratum, the error rate is {rate} (95 % confidence interval {low} to {high}; Clopper–Pearson interval on the effective sample size, Korn and Graubard 1998).',
    zh: '在自动提取的 {population} 个{drawnFrom}中，按文件类型、格式和表格分层随机抽取 {judged} 个与原件核对，其中 {wrong} 个不符。按层加权的错误率为 {rate}（95% 置信区间 {low} 至 {high}；有效样本量上的 Clopper–Pearson 区间，Korn 和 Graubard，1998）。',
  },
  ownTableSentence: {
    en: ' {count} of the sampled values, in {strata}, were shown as the table that the program itself had read and not as the original looks: for these strata the rate does not cover errors in reading that table.',
    zh: '其中 {strata} 的 {count} 个数值显示的是程序自己读取到的表格而非原件样貌：就这些层而言，该错误率不涵盖读取表格本身的错误。',
  },
} as const
