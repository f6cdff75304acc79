import { hasPrint, type MatchedTable } from './placement.js'
import type { Grid } from './grid.js'
import { readText } from '../vocabulary/values.js'
import type { FormYear, StatutoryTable } from '../model/record.js'
import { matchBlocks } from './blocks.js'
import { blocksItemsIn } from './blocks-lines.js'
import { groupsIn, matchGroups } from './groups.js'
import { matchMatrix } from './matrix.js'
import { matrixRowsIn } from './matrix-rows.js'
import { CURRENT_FORM, FORMS, STATUTORY_TABLES, type FormTable } from '../vocabulary/forms.js'

/** The grids that make up one statutory table, and how often the report prints that table with numbers in it. */
interface Copy {
  readonly grids: readonly Grid[]
  readonly filled: number
}

/** This many entries may stand in two parts of one table: a row that a page break cuts. */
const SHARED_BY_PARTS = 1

const isFilled = (grids: readonly Grid[]): boolean =>
  grids.some(({ table }) => table.cells.some(({ text }) => readText(text).state === 'number'))

/**
 * Parts grids of one kind into copies of the table: a grid that repeats what the copy so far has begins a new one,
 * one that goes on where it ended belongs to it. Takes the first copy with numbers, else the first.
 * @param entriesIn the form's rows (or groups) that a grid prints
 */
function chooseCopy(grids: readonly Grid[], entriesIn: (grid: Grid) => ReadonlySet<string>): Copy {
  const copies: { grids: Grid[]; entries: Set<string> }[] = []
  for (const grid of grids) {
    if (!Array.from({ length: grid.rows }, (_, row) => row).some((row) => hasPrint(grid, row, 0))) continue
    const entries = grids.length === 1 ? new Set<string>() : entriesIn(grid)
    const last = copies[copies.length - 1]
    const shared = last ? [...entries].filter((entry) => last.entries.has(entry)).length : 0
    if (last && shared <= SHARED_BY_PARTS) {
      last.grids.push(grid)
      for (const entry of entries) last.entries.add(entry)
    } else copies.push({ grids: [grid], entries: new Set(entries) })
  }
  const filled = copies.filter((copy) => isFilled(copy.grids))
  return { grids: (filled[0] ?? copies[0])?.grids ?? [], filled: filled.length }
}

/** How a table of each shape is matched, and what tells one cut in two from one that is repeated. */
const MATCHERS: Readonly<Record<FormTable['shape'], Matcher>> = {
  blocks: { match: matchBlocks, entriesIn: blocksItemsIn },
  matrix: { match: matchMatrix, entriesIn: matrixRowsIn },
  groups: { match: matchGroups, entriesIn: groupsIn },
}

interface Matcher {
  readonly match: (id: StatutoryTable, grids: readonly Grid[], fallback: FormYear) => MatchedTable
  readonly entriesIn: (id: StatutoryTable, grid: Grid) => ReadonlySet<string>
}

/** A table that forms disagree about is matched in the shape that the form in force, else the newest one, gives it. */
function matcherOf(id: StatutoryTable): Matcher {
  const table = [...FORMS, CURRENT_FORM].flatMap(({ tables }) => tables.filter((each) => each.id === id)).at(-1)
  if (!table) throw new Error(`no form has a table ${id}`)
  return MATCHERS[table.shape]
}

export type Copies = ReadonlyMap<StatutoryTable, Copy>

const NO_COPY: Copy = { grids: [], filled: 0 }

/** Why statutory tables could not be read, though they are there: bugs of ours, each of which costs one table only. */
export type Failures = Map<StatutoryTable, string>

/** Does something with a table; null where that throws, and the reason is noted for the statutory table that it is. */
export function attempt<Result>(failures: Failures, kind: StatutoryTable | null, act: () => Result): Result | null {
  try {
    return act()
  } catch (error) {
    if (kind !== null) failures.set(kind, error instanceof Error ? error.message : String(error))
    return null
  }
}

/** The copy of each statutory table that is read, and how many there are. */
export const copiesOf = (gridsOf: (kind: StatutoryTable) => readonly Grid[], failures: Failures): Copies =>
  new Map(
    STATUTORY_TABLES.map((kind) => {
      const choose = (): Copy => chooseCopy(gridsOf(kind), (grid) => matcherOf(kind).entriesIn(kind, grid))
      return [kind, attempt(failures, kind, choose) ?? NO_COPY]
    }),
  )

/** Tells whether a statutory table has its groups side by side over one row of values. */
export const hasGroups = (kind: StatutoryTable): boolean => matcherOf(kind) === MATCHERS.groups

interface Followed {
  readonly found: MatchedTable
  readonly year: FormYear
}

/**
 * Each table that was found, and the form that it follows: by what itself says; where that leaves several, as the tables
 * before it, else the form in force.
 */
export function matchAll(copies: Copies, failures: Failures): ReadonlyMap<StatutoryTable, Followed> {
  const matched = new Map<StatutoryTable, Followed>()
  for (const [kind, { grids }] of copies) {
    if (grids.length === 0) continue
    const fallbacks = [...[...matched.values()].map(({ year }) => year), CURRENT_FORM.year]
    const found = attempt(failures, kind, () => matcherOf(kind).match(kind, grids, fallbacks[0] ?? CURRENT_FORM.year))
    if (!found) continue
    const year = fallbacks.find((each) => found.years.includes(each)) ?? found.years.at(-1) ?? CURRENT_FORM.year
    matched.set(kind, { found, year })
  }
  return matched
}
