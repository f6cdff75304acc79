import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Estimate } from '../../sample/index.js'
import type { DocumentFilter } from '../../store/store.js'
import { command, flag, given, whole, type Kit } from '../command.js'
import { EXIT, interruptible, isFileError } from '../exit.js'
import { FILTER_OPTIONS, filterOf } from '../filter.js'
import { PLACE_OPTIONS, withStore, type Session } from '../place.js'
import { note, progressBar, stdout } from '../render/output.js'
import { tableOf } from '../render/table.js'
import { lookOf, paint } from '../render/text.js'
import { speaker, text, type Say } from '../say.js'
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
    json: flag('--json', SENTENCES.json),
    ...PLACE_OPTIONS,
  },
  notes: {
    en: `The sample is stratified by kind of file, form and table, and drawn in proportion; values that are flagged, or that a
person corrected or confirmed, are not among it. Open index.html in a browser, without any network: each value stands beside
the picture of its cell. Ticks are kept in the browser and leave as results.csv.

The interval is Clopper and Pearson's on the effective sample size (Korn and Graubard, Survey Methodology 24, 1998).`,
    zh: `样本按文件类型、格式和表格分层，按比例抽取；已存疑的和人工更正或确认过的数值不在其中。
用浏览器打开 index.html（无需联网）：每个数值旁是其单元格的图像。勾选结果保存在浏览器中，可下载为 results.csv。

置信区间为有效样本量上的 Clopper–Pearson 区间（Korn 和 Graubard，Survey Methodology 24，1998）。`,
  },
  examples: {
    en: `nianbao sample --n 200 --out sample/
nianbao sample --n 100 --out scans/ --path '**/*.jpg' --seed 2
nianbao sample --result ~/Downloads/results.csv`,
    zh: `nianbao sample --n 200 --out 抽样/
nianbao sample --n 100 --out 扫描件/ --path '**/*.jpg' --seed 2
nianbao sample --result ~/Downloads/results.csv`,
  },
  run: (kit, { n = DEFAULT_COUNT, out, seed = DEFAULT_SEED, result, json, ...options }) => {
    if (result !== undefined && out === undefined) return evaluate(result, kit, json)
    if (result === undefined && out !== undefined)
      return withStore(options, kit, async (session) =>
        draw(session, out, { count: n, seed, filter: filterOf(options) }),
      )
    return kit.fail(TEXTS.which)
  },
})

interface Wanted {
  readonly count: number
  readonly seed: string
  readonly filter: DocumentFilter
}

/** `nianbao sample --out DIR` */
async function draw({ store, blobs, say, fail, language }: Session, out: string, wanted: Wanted): Promise<number> {
  const { makeSample, SampleError } = await import('../../sample/index.js')
  const bar = await progressBar('{bar} {value}/{total}')
  return interruptible(
    async (signal) => {
      try {
        const asked = { ...wanted, out, language, blobs, signal, onProgress: bar.at }
        const { unshown, ...counts } = await makeSample(store, asked)
        bar.stop()
        note(say(TEXTS.done, { ...counts, file: join(out, 'index.html') }))
        if (unshown > 0) note(say(TEXTS.unshown, { count: unshown }))
        return EXIT.fine
      } catch (error) {
        bar.stop()
        if (!(error instanceof SampleError)) throw error
        return fail(error.fault === 'nothing' ? TEXTS.nothing : TEXTS.notEmpty, { folder: out })
      }
    },
    (reason) => fail(SENTENCES.cannotWrite, { file: out, reason }),
  )
}

/** `nianbao sample --result FILE`: the error rate, and sentences for a paper. */
async function evaluate(file: string, { say, fail }: Kit, json: boolean): Promise<number> {
  const { estimate, parseResults, ResultsError } = await import('../../sample/index.js')
  try {
    const found = estimate(parseResults(await readFile(file, 'utf8')))
    await stdout().write(json ? `${JSON.stringify(found)}\n` : `${render(found, say)}\n`)
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

function render(found: Estimate, say: Say): string {
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
  const { rate, interval, open, unclear, population, judged, wrong } = found
  const table = tableOf(columns, rows, look)
  if (rate === null || !interval) return `${table}\n\n${say(TEXTS.unjudged)}`
  const shares = { rate: percent(rate), low: percent(interval[0]), high: percent(interval[1]) }
  const sentences = (['zh', 'en'] as const).map((language) =>
    speaker(language)(TEXTS.sentence, { population, judged, wrong, ...shares }),
  )
  return [
    table,
    '',
    paint(say(TEXTS.rate, shares), 'bold', look),
    ...(open + unclear > 0 ? [say(TEXTS.left, { open, unclear })] : []),
    '',
    say(TEXTS.methods),
    ...sentences.map((sentence) => `  ${sentence}`),
  ].join('\n')
}

const TEXTS = {
  which: {
    en: 'give --out DIR to draw a sample, or --result FILE to tell the error rate.',
    zh: '请用 --out DIR 抽样，或用 --result FILE 计算错误率。',
  },
  done: {
    en: '{values} of {population} unflagged values, from {strata} strata. Open {file} in a browser.',
    zh: '从 {population} 个未存疑的数值中按 {strata} 层抽取了 {values} 个。请用浏览器打开 {file}。',
  },
  unshown: {
    en: '{count} of them cannot be shown as pictures: their files went away, changed or cannot be drawn.',
    zh: '其中 {count} 个无法显示图像：原文件已不在、已改变或无法绘制。',
  },
  notEmpty: text('{folder} is not empty. Name another folder.', '{folder} 不是空文件夹，请另选。'),
  nothing: text('there are no unflagged values to draw from.', '没有可供抽取的未存疑数值。'),
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
    en: 'Error rate of unflagged values: {rate} (95 % confidence interval {low} to {high})',
    zh: '未存疑数值的错误率：{rate}（95% 置信区间 {low} 至 {high}）',
  },
  left: {
    en: '{open} {open:value is|values are} not ticked yet and {unclear} could not be told; they are left out.',
    zh: '有 {open} 个尚未勾选、{unclear} 个无法判断，均未计入。',
  },
  methods: text('For a methods section:', '可用于论文方法部分：'),
  sentence: {
    en: 'Of {population} values extracted without a flag, a random sample of {judged}, stratified by kind of file, form and table, was compared with the originals; {wrong} of them differed. Weighted by stratum, the error rate is {rate} (95 % confidence interval {low} to {high}; Clopper–Pearson interval on the effective sample size, Korn and Graubard 1998).',
    zh: '在自动提取且未被标记存疑的 {population} 个数值中，按文件类型、格式和表格分层随机抽取 {judged} 个与原件核对，其中 {wrong} 个不符。按层加权的错误率为 {rate}（95% 置信区间 {low} 至 {high}；有效样本量上的 Clopper–Pearson 区间，Korn 和 Graubard，1998）。',
  },
} as const
