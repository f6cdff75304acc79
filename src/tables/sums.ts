import type { Cell } from '../model/block.js'
import { PART_LABEL, SUM_HEADING, SUM_LABEL } from '../vocabulary/captions.js'
import { squeeze } from '../vocabulary/labels.js'
import type { BodyCell, DescribedTable } from './described.js'

/** A sum that a table prints, tried on its own numbers. */
export interface TableSum {
  readonly total: Cell
  readonly terms: readonly Cell[]
  readonly printed: number
  readonly computed: number
  readonly pass: boolean
}

export interface TableSums {
  readonly sums: readonly TableSum[]
  /** The cells that a sum which does not hold puts in doubt, but for those that sums which hold clear. */
  readonly suspects: ReadonlySet<Cell>
  /** Share of the table's numbers that stand in a sum which holds; null where it has no sum. */
  readonly verified: number | null
}

/** The rows whose numbers a sum adds, and the row that prints it. */
interface RowSum {
  readonly total: number
  readonly terms: readonly number[]
}

/** A sum is one where it holds in this share of the columns; in others it tells of something else than a sum. */
const HOLDS_SHARE = 0.6
const FEWEST_TERMS = 2

/**
 * Tries the sums that a table itself tells: 合计 and the like over the rows before or behind them, codes over those that they
 * hold, and a column of totals over the columns behind it. A sum is taken as meant only where it holds nearly everywhere, so that
 * no sound table is told to be wrong; nothing is ever repaired.
 */
export function sumsOf(described: DescribedTable): TableSums {
  const numbers = new Map(described.body.map((each) => [`${each.cell.row}/${each.cell.column}`, each]))
  const sums = [...rowSums(described, numbers), ...columnSums(described, numbers)]
  const failed = sums.filter(({ pass }) => !pass)
  const proved = new Set(sums.filter(({ pass }) => pass).flatMap(({ total, terms }) => [total, ...terms]))
  const suspects = new Set(failed.flatMap((sum) => suspectsOf(sum, failed, proved)))
  const all = described.body.filter(({ read }) => read.state === 'number')
  const covered = all.filter(({ cell }) => proved.has(cell) && !suspects.has(cell)).length
  const share = sums.length === 0 || all.length === 0 ? null : Math.round((covered / all.length) * 1000) / 1000
  return { sums, suspects, verified: share }
}

/** The cells of a failed sum that no sum which holds proves; those in which several failed sums cross, where there are any. */
function suspectsOf(sum: TableSum, failed: readonly TableSum[], proved: ReadonlySet<Cell>): readonly Cell[] {
  const members = [sum.total, ...sum.terms].filter((cell) => !proved.has(cell))
  const times = members.map(
    (cell) => failed.filter(({ total, terms }) => total === cell || terms.includes(cell)).length,
  )
  const most = Math.max(0, ...times)
  return members.length === 0 ? [sum.total, ...sum.terms] : members.filter((_, index) => times[index] === most)
}

type Numbers = ReadonlyMap<string, BodyCell>

function rowSums(described: DescribedTable, numbers: Numbers): readonly TableSum[] {
  const columns = [...new Set(described.body.map(({ cell }) => cell.column))]
  const rows = bodyRows(described)
  return [...codeSums(described, rows), ...labelSums(described, rows, columns, numbers)].flatMap(({ total, terms }) => {
    const tried = columns.flatMap((column) => {
      const at = (row: number): BodyCell | undefined => numbers.get(`${row}/${column}`)
      return tryOne(at(total), terms.map(at))
    })
    return isMeant(tried) ? tried : []
  })
}

const isMeant = (tried: readonly TableSum[]): boolean =>
  tried.length > 0 && tried.filter(({ pass }) => pass).length >= HOLDS_SHARE * tried.length

/** Blanks and dashes count as nothing; a text, or a number in doubt, leaves a sum untried. Of nothing but blanks there is none. */
function tryOne(total: BodyCell | undefined, terms: readonly (BodyCell | undefined)[]): readonly TableSum[] {
  if (total?.read.state !== 'number' || total.read.value === null) return []
  const known = terms.filter((term) => term !== undefined)
  if (known.some(({ read }) => read.state === 'text' || read.state === 'uncertain')) return []
  const added = known.filter(({ read }) => read.value !== null)
  if (added.length < FEWEST_TERMS || total.read.unit === '%' || added.some(({ read }) => read.unit === '%')) return []
  const decimals = Math.max(decimalsOf(total), ...added.map(decimalsOf))
  const computed = Number(added.reduce((sum, { read }) => sum + (read.value ?? 0), 0).toFixed(decimals))
  const printed = total.read.value
  // Each number is rounded by itself, so that a sum of them may be off by half a unit of its last place for each.
  const rounding =
    ((added.length + 1) / 2) * 10 ** -decimalsOf(total) * (decimalsOf(total) === 0 && decimals === 0 ? 0 : 1)
  const pass = Math.abs(computed - printed) <= rounding + 1e-9
  return [{ total: total.cell, terms: added.map(({ cell }) => cell), printed, computed, pass }]
}

const decimalsOf = ({ read }: BodyCell): number => {
  const [, decimals = ''] = /\.(\d+)$/u.exec(String(read.value ?? '')) ?? []
  return decimals.length
}

interface BodyRow {
  readonly row: number
  readonly label: string
  readonly code: string
}

function bodyRows({ grid, headings, caption }: DescribedTable): readonly BodyRow[] {
  const first = [...headings.labels].sort((a, b) => a - b)
  const side = first.filter((column, index) => column === (first[0] ?? 0) + index)
  return Array.from({ length: grid.rows - caption.noteRows - headings.headRows }, (_, index) => {
    const row = headings.headRows + index
    const cells = side.map((column) => ({ column, cell: grid.cellAt(row, column) }))
    const text = ({ column, cell }: (typeof cells)[number]): string =>
      cell?.column === column ? squeeze(cell.text) : ''
    const codes = cells.filter(({ column, cell }) => headings.codes.has(column) && cell?.columnSpan === 1)
    const names = cells.filter((each) => !codes.includes(each)).map(text)
    return { row, label: names.filter((name) => name !== '').at(-1) ?? '', code: codes.map(text).join('') }
  })
}

/** A code is the sum of those one level below it: 201 of 20103 and 20131, and these of 2010301 and so on. */
function codeSums({ headings }: DescribedTable, rows: readonly BodyRow[]): readonly RowSum[] {
  if (headings.codes.size === 0) return []
  const coded = rows.filter(({ code }) => /^\d{3,9}$/u.test(code))
  const below = (code: string): readonly BodyRow[] => {
    const inner = coded.filter((each) => each.code !== code && each.code.startsWith(code))
    return inner.filter(
      (each) => !inner.some((other) => other !== each && each.code !== other.code && each.code.startsWith(other.code)),
    )
  }
  const nested = coded.flatMap(({ row, code }) => ({ total: row, terms: below(code).map((each) => each.row) }))
  const outer = coded.filter(({ code }) => !coded.some((other) => other.code !== code && code.startsWith(other.code)))
  const total = rows.filter(({ label, code }) => code === '' && SUM_LABEL.test(label))
  const whole =
    total.length === 1 && coded.length > 1
      ? total.map(({ row }) => ({ total: row, terms: outer.map((each) => each.row) }))
      : []
  return [...nested, ...whole].filter(({ terms }) => terms.length > 0)
}

/** 合计, 小计, Total: over the rows before it up to the last sum, or behind it, whichever holds; rows of parts are left out. */
function labelSums(
  { headings }: DescribedTable,
  rows: readonly BodyRow[],
  columns: readonly number[],
  numbers: Numbers,
): readonly RowSum[] {
  if (headings.codes.size > 0 && rows.some(({ code }) => /^\d{3,9}$/u.test(code))) return []
  const isSum = ({ label }: BodyRow): boolean => SUM_LABEL.test(label)
  return rows.flatMap((own, index): RowSum[] => {
    if (!isSum(own)) return []
    const above = rows.slice(rows.slice(0, index).findLastIndex(isSum) + 1, index)
    const next = rows.slice(index + 1).findIndex(isSum)
    const below = rows.slice(index + 1, next < 0 ? rows.length : index + 1 + next)
    const sums = rows.slice(0, index).filter(isSum)
    const choices = [above, below, sums, rows.slice(0, index).filter((each) => !isSum(each))]
      .map((terms) => terms.filter(({ label }) => !PART_LABEL.test(label)).map(({ row }) => row))
      .filter((terms) => terms.length >= FEWEST_TERMS)
      .map((terms) => {
        const tried = columns.flatMap((column) =>
          tryOne(
            numbers.get(`${own.row}/${column}`),
            terms.map((row) => numbers.get(`${row}/${column}`)),
          ),
        )
        return { total: own.row, terms, held: tried.filter(({ pass }) => pass).length }
      })
    const best = choices.reduce<(typeof choices)[number] | null>((a, b) => (a && a.held >= b.held ? a : b), null)
    return best && best.held > 0 ? [best] : []
  })
}

/** A column of totals, over the columns behind it up to the next one under the same heading. */
function columnSums({ body }: DescribedTable, numbers: Numbers): readonly TableSum[] {
  const paths = new Map(body.map(({ cell, columnPath }) => [cell.column, columnPath]))
  const columns = [...paths.keys()].sort((a, b) => a - b)
  const rows = [...new Set(body.map(({ cell }) => cell.row))]
  return columns.flatMap((column) => {
    const path = paths.get(column) ?? []
    if (!isTotal(path)) return []
    const outer = path.slice(0, -1).join('/')
    const terms = columns.filter((each) => each > column && (paths.get(each) ?? []).slice(0, -1).join('/') === outer)
    if (terms.length < FEWEST_TERMS || terms.some((each) => isTotal(paths.get(each) ?? []))) return []
    const tried = rows.flatMap((row) =>
      tryOne(
        numbers.get(`${row}/${column}`),
        terms.map((each) => numbers.get(`${row}/${each}`)),
      ),
    )
    return isMeant(tried) ? tried : []
  })
}

const isTotal = (path: readonly string[]): boolean => SUM_HEADING.test(squeeze(path.at(-1) ?? ''))
