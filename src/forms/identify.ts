import type { Table } from '../model/block.js'
import {
  FORMS,
  linesOf,
  sectionOf,
  STATUTORY_TABLES,
  type FormTable,
  type StatutoryTable,
} from '../vocabulary/forms.js'
import { remember } from '../vocabulary/remember.js'
import { withoutUnit } from '../vocabulary/values.js'
import { formLabel, isCommon, likenessTo, type FormLabel, labelOf } from './likeness.js'
import type { Grid } from './grid.js'

/** A label counts as found from this likeness on. */
const FOUND = 0.75

/** Longer texts are prose, not labels. */
const MAX_LABEL_LENGTH = 80

const hasWord = /\p{Script=Han}/u

/** Labels of the statistics tables that reports printed before the form of 2019. */
const OLDER = [
  '统计指标',
  '主动公开政府信息数',
  '主动公开情况',
  '制发规范性文件总数',
  '通过不同渠道和方式公开政府信息的情况',
  '政府网站公开政府信息数',
  '政府公报公开政府信息数',
  '政务微博公开政府信息数',
  '政务微信公开政府信息数',
  '回应解读情况',
  '依申请公开情况',
  '收到申请数',
  '收到信息公开申请数',
  '当面申请数',
  '信函申请数',
  '网络申请数',
  '申请办结数',
  '申请答复数',
  '依申请公开信息目录数',
  '行政复议数量',
  '行政诉讼数量',
  '维持具体行政行为数',
  '被依法纠错数',
  '举报投诉数量',
  '依申请公开信息收取的费用',
  '机构建设和保障经费情况',
  '政府信息公开工作专门机构数',
].map((label) => formLabel(label, [label]))

const ALIKE = 0.8
/** This many different labels of the older statistics make a table one of theirs. */
const ENOUGH = 3

const distinct = (labels: readonly string[]): FormLabel[] =>
  [...new Set(labels)].filter((label) => !isCommon(label)).map((label) => formLabel(label, [label]))

const leafOf = (path: readonly string[]): string => path.at(-1) ?? ''

/** The labels of one table over all forms: what stands over its rows, its rows and its columns. */
interface TableLabels {
  readonly id: StatutoryTable
  readonly shape: FormTable['shape']
  readonly section: number
  readonly sets: readonly (readonly FormLabel[])[]
}

/** Bands, rows and columns of blocks; rows and columns of a matrix; groups and columns of groups. */
function setsOf(shape: FormTable['shape'], tables: readonly FormTable[]): readonly (readonly FormLabel[])[] {
  const lines = tables.flatMap(linesOf)
  const columns = lines.flatMap((line) => line.columns.map(({ path }) => withoutUnit(leafOf(path))))
  if (shape === 'groups') return [distinct(lines.flatMap(({ path }) => path)), distinct(columns)]
  if (shape === 'blocks') {
    const corners = tables.flatMap((table) =>
      table.shape === 'blocks' ? table.blocks.map(({ corner }) => corner) : [],
    )
    const bands = lines.flatMap(({ path }) => path.slice(0, -1))
    return [distinct([...bands, ...corners]), distinct(lines.map(({ path }) => leafOf(path))), distinct(columns)]
  }
  const rows = new Map(lines.map(({ key, path }) => [key, path]))
  const labels = [...rows].filter(([, path]) => !isCommon(leafOf(path))).map(([key, path]) => formLabel(key, path))
  return [labels, distinct(columns)]
}

const TABLES: readonly TableLabels[] = STATUTORY_TABLES.flatMap((id) => {
  const tables = FORMS.flatMap((form) => form.tables.filter((table) => table.id === id))
  return [...new Set(tables.map(({ shape }) => shape))].map((shape) => ({
    ...{ id, shape, section: sectionOf(id) },
    sets: setsOf(
      shape,
      tables.filter((table) => table.shape === shape),
    ),
  }))
})

/** Which labels of each set of each table a text is. */
const labelsIn = remember((text: string): readonly (readonly (readonly string[])[])[] => {
  const bare = withoutUnit(text)
  const hits = (set: readonly FormLabel[]): string[] =>
    set.filter((label) => likenessTo(bare, label) >= FOUND).map(({ key }) => key)
  return TABLES.map(({ sets }) => sets.map(hits))
})

/** Tells how surely a table is the one with this many of these labels, `placed` in its section; 0 where it is not. */
const STRENGTH: Readonly<Record<FormTable['shape'], (found: readonly number[], placed: boolean) => number>> = {
  blocks: ([bands = 0, rows = 0, columns = 0], placed) =>
    (bands > 0 && rows > 0) || (rows >= 2 && columns >= 2) || (placed && (rows > 0 || (bands > 0 && columns > 0)))
      ? bands + rows + columns
      : 0,
  matrix: ([rows = 0, columns = 0], placed) =>
    rows >= 3 || (rows >= 2 && columns >= 2) || columns >= 4 || (placed && rows > 0) ? rows + columns : 0,
  groups: ([groups = 0, columns = 0], placed) =>
    (columns >= 3 && (groups > 0 || placed)) || (columns >= 2 && groups >= 2) || (placed && columns > 0)
      ? columns + groups
      : 0,
}

/** Among equally sure tables a matrix comes first, because its labels are the longest. */
const SHAPES: readonly FormTable['shape'][] = ['matrix', 'blocks', 'groups']

/**
 * Which statutory table a table is (or a part of), by its own labels; the section whose heading it stands under
 * (2, 3, 4, …) lets fewer of them suffice. Null for any other table.
 */
export function identify(table: Table, section: number | null): StatutoryTable | null {
  const texts = new Set(
    table.cells.map(({ text }) => text).filter((text) => text.length <= MAX_LABEL_LENGTH && hasWord.test(text)),
  )
  const counts = TABLES.map(({ sets }) => sets.map(() => 0))
  const seen = new Set<string>()
  for (const text of texts)
    labelsIn(text).forEach((sets, of) => {
      sets.forEach((keys, set) => {
        const fresh = keys.filter((key) => !seen.has(`${of} ${set} ${key}`))
        const count = counts[of]
        if (fresh.length > 0 && count) count[set] = (count[set] ?? 0) + 1
        for (const key of fresh) seen.add(`${of} ${set} ${key}`)
      })
    })
  const rated = TABLES.map(({ id, shape, section: own }, of) => ({
    ...{ id, shape, strength: STRENGTH[shape](counts[of] ?? [], section === own) },
  })).sort((a, b) => SHAPES.indexOf(a.shape) - SHAPES.indexOf(b.shape))
  const [first, ...others] = rated
  const best = others.reduce((a, b) => (a && b.strength <= a.strength ? a : b), first)
  return best && best.strength > 0 ? best.id : null
}

/** Tells whether tables that are none of the statutory ones look like those of a report before 2019. */
export function looksOlder(grids: readonly Grid[]): boolean {
  const found = new Set<string>()
  for (const { table } of grids)
    for (const { text } of table.cells) {
      const length = labelOf(text).core.length
      if (length < 4 || length > 30) continue
      for (const label of OLDER) if (likenessTo(text, label) >= ALIKE) found.add(label.key)
    }
  return found.size >= ENOUGH
}
