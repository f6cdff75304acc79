import { tally } from '../../model/groups.js'
import { lastColumnOf, overlap, type Borders, type Placed } from './placed.js'
import type { TextLine } from './rows.js'
import { isCode, isNumbered } from './series.js'

/** Share of height by which labels and values stand beside each other. */
const BESIDE = 0.2

/** 1,234 and 2.50 are amounts and no codes; so many of them are a column of values. */
const AMOUNT = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+\.\d{2}$/u
const FEWEST_AMOUNTS = 2

/** The commonest of some numbers, the highest of several such; 0 for none. */
export const mode = (values: readonly number[]): number =>
  [...tally(values)].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0

/** Where a line's values begin, behind the codes that stand before its label: 201 20103 政府办公厅 is no value yet. */
function firstValueOf(line: TextLine, runs: readonly Placed[]): number {
  const values = [...line.runs].sort((a, b) => a.left - b.left)
  const end = values.findIndex((value, index) => {
    const next = values.slice(index + 1).find(({ run }) => !isNumbered(run.text))
    const named = runs.some(
      (run) =>
        !run.run.isValue && run.left >= value.right && run.right <= (next?.left ?? 0) && overlap(run, line) >= BESIDE,
    )
    // Longer numbers are codes only where nothing names the row before them.
    const leads = index === 0 && runs.every((run) => run.right > value.left || overlap(run, line) < BESIDE)
    return !(isNumbered(value.run.text) || (leads && isCode(value.run.text))) || !named
  })
  return values[Math.max(0, end)]?.left ?? Infinity
}

/** How many columns hold labels: on most lines with values, all up to the last one with words. */
export function labelColumns(runs: readonly Placed[], lines: readonly TextLine[], borders: Borders): number {
  const ends = lines.flatMap((line) => {
    const first = firstValueOf(line, runs)
    const words = runs.filter((run) => !run.run.isValue && run.right <= first + 1 && overlap(run, line) >= BESIDE)
    return words.length > 0 ? [Math.max(...words.map((run) => lastColumnOf(borders, run))) + 1] : []
  })
  return ends.length > 0 ? Math.min(mode(ends), firstOfAmounts(lines, borders)) : 0
}

/** The first column in which amounts stand; where many of them are blank, labels of a second side seem to come first. */
function firstOfAmounts(lines: readonly TextLine[], borders: Borders): number {
  const columns = tally(
    lines.flatMap(({ runs }) =>
      runs.filter(({ run }) => AMOUNT.test(run.text)).map((run) => lastColumnOf(borders, run)),
    ),
  )
  return Math.min(Infinity, ...[...columns].flatMap(([column, count]) => (count >= FEWEST_AMOUNTS ? [column] : [])))
}
