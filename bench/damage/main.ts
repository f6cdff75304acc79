import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { globSync } from 'tinyglobby'
import { type InBoth, markdownTable, show } from '../figures.js'
import { readTruth } from '../rows.js'
import { judged, recordLine, sumOf, type Read, type Tally } from './tally.js'

/**
 * npm run bench:damage -- OUT.ndjson TRUTHS [--write]: how well scans are read, by kind of damage. OUT.ndjson is what
 * `nianbao extract --json` printed; TRUTHS holds x.truth.json for each x.pdf, named FONT-DAMAGE-NUMBER, as
 * bench/calibrate/make_scans.py names them.
 */

/** The kinds of damage that make_scans.py knows, in the order of the table. */
const DAMAGE: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  clean: ['none (200 to 300 dpi)', '无（200 至 300 dpi）'],
  turned: ['turned by 90°, 180° or 270°', '旋转 90°、180° 或 270°'],
  seal: ['a red seal over the text', '红色公章盖在文字上'],
  d150: ['150 dpi', '150 dpi'],
  d120: ['120 dpi', '120 dpi'],
  lowjpeg: ['strong JPEG compression', '强 JPEG 压缩'],
  fade: ['faded', '褪色'],
  blur: ['blurred', '模糊'],
  bold: ['ink that spreads', '墨迹洇开'],
  thin: ['thin, broken print', '笔画细、断'],
  curl: ['curled paper, uneven light', '纸张弯曲、光线不匀'],
  phone: ['photograph: perspective, shadow, blur', '手机拍照：透视、阴影、模糊'],
  fax: ['fax: black and white, speckled', '传真：黑白、有斑点'],
  copy: ['photocopy: black and white, borders, streaks', '复印：黑白、黑边、条纹'],
}
const KIND = /^[^-]+-([a-z0-9]+)-/u

const percent = (count: number, of: number): string => `${((100 * count) / Math.max(1, of)).toFixed(2)} %`

function damageTable(byKind: ReadonlyMap<string, readonly Tally[]>): InBoth {
  const rowOf = (tally: Tally): readonly string[] => [
    `${tally.perfect}/${tally.reports}`,
    percent(tally.right, tally.values),
    percent(tally.flagged, tally.values),
    String(tally.silent),
    percent(tally.alarms, tally.values),
  ]
  const tallies = Object.keys(DAMAGE).flatMap((kind) => {
    const own = byKind.get(kind)
    return own ? [[kind, sumOf(own)] as const] : []
  })
  const all = sumOf(tallies.map(([, tally]) => tally))
  const rows = (name: (kind: string) => string, sum: string): string[][] => [
    ...tallies.map(([kind, tally]) => [name(kind), ...rowOf(tally)]),
    [sum, ...rowOf(all)],
  ]
  return {
    en: markdownTable(
      ['damage', 'reports read whole', 'values right', 'wrong or lost, flagged', 'silent', 'right, but flagged'],
      rows((kind) => DAMAGE[kind]?.[0] ?? kind, `all (${all.values} values)`),
    ),
    zh: markdownTable(
      ['损伤', '全部读对的报告', '读对的数值', '读错或缺失，已标注', '未标注的错误', '读对但被标注'],
      rows((kind) => DAMAGE[kind]?.[1] ?? kind, `合计（${all.values} 个数值）`),
    ),
  }
}

async function byKind(out: string, truths: string): Promise<ReadonlyMap<string, readonly Tally[]>> {
  const read = new Map<string, Read>()
  for await (const line of createInterface({ input: createReadStream(out) })) {
    const { source, records } = recordLine.parse(JSON.parse(line))
    read.set(source.name, records)
  }
  const found = new Map<string, Tally[]>()
  for (const path of globSync('**/*.truth.json', { cwd: truths, absolute: true })) {
    const kind = KIND.exec(basename(path))?.[1]
    if (kind === undefined) continue
    const truth = readTruth(path)
    found.set(kind, [...(found.get(kind) ?? []), judged(truth.records, read.get(truth.file) ?? [])])
  }
  return found
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
})
const [out, truths] = positionals
if (out === undefined || truths === undefined) throw new Error('npm run bench:damage -- OUT.ndjson TRUTHS [--write]')
show('damage', damageTable(await byKind(out, truths)), { write: values.write })
