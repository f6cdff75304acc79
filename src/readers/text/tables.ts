import type { Table } from '../../model/block.js'
import { applicationsEvidence, applicationsTable } from './applications.js'
import { isMarkedBlank, type BlankLines } from './fields.js'
import type { Line } from './lines.js'
import { proactiveEvidence, proactiveTable } from './proactive.js'
import { reviewEvidence, reviewTable } from './review.js'
import { toSheet, type Evidence, type Sheet } from './sheet.js'
import type { Stretch } from './stretches.js'

/** Blank lines are cells only where this many spans show as blank lines just where the form has them … */
const MIN_CONFIRMED = 5

/** … and hardly a row contradicts: blank lines strewn at random break far more than one row in ten. */
const MAX_BROKEN = 0.1

/** Empty lines between nearly all cells are spacing, where lines of white space stand among them. */
const EMPTY_SHARE = 0.3

/** How the tables of the built-in forms are built; one that only another form has is left to tabs and bars. */
const BUILDERS: Readonly<Record<string, Builder>> = {
  proactive: { table: proactiveTable, evidence: proactiveEvidence },
  applications: { table: applicationsTable, evidence: applicationsEvidence },
  review: { table: reviewTable, evidence: reviewEvidence },
}

interface Builder {
  readonly table: (sheet: Sheet) => Table | null
  readonly evidence: (sheet: Sheet) => Evidence
}

/** The grid of each stretch that holds a table; null for one that does not. */
export function toTables(lines: readonly Line[], stretches: readonly Stretch[]): (Table | null)[] {
  const linesOf = ({ start, end }: Stretch): readonly Line[] => lines.slice(start, end)
  const blankLines = judgeBlankLines(lines, stretches)
  const sheets = stretches.map((stretch) => toSheet(linesOf(stretch), stretch.kind, blankLines))
  // One program wrote all tables: what one of them shows of blank cells holds for the others.
  const keepsBlanks = sheets.some((sheet) => sheet.keepsBlanks)
  return sheets.map((sheet) => BUILDERS[sheet.table]?.table({ ...sheet, keepsBlanks }) ?? null)
}

/** Judges the meaning of blank lines from all tables of the text together: one program wrote them all. */
function judgeBlankLines(lines: readonly Line[], stretches: readonly Stretch[]): BlankLines {
  const own = stretches.flatMap(({ start, end }) => lines.slice(start, end))
  const empty = own.filter(({ raw }) => raw === '').length
  if (own.some(({ raw }) => isMarkedBlank(raw)) && empty >= EMPTY_SHARE * own.length) return 'marked'
  const readings: readonly BlankLines[] = ['cells', 'spacing', 'printed']
  return (
    readings.find((reading) => {
      const sheets = stretches
        .map((stretch) => toSheet(lines.slice(stretch.start, stretch.end), stretch.kind, reading))
        .filter((sheet: Sheet) => sheet.style === 'lines')
      const total = sum(sheets.flatMap((sheet) => BUILDERS[sheet.table]?.evidence(sheet) ?? []))
      return total.confirmed >= MIN_CONFIRMED && total.broken <= MAX_BROKEN * (total.exact + total.broken)
    }) ?? 'nothing'
  )
}

function sum(all: readonly Evidence[]): Evidence {
  return {
    confirmed: all.reduce((total, { confirmed }) => total + confirmed, 0),
    exact: all.reduce((total, { exact }) => total + exact, 0),
    broken: all.reduce((total, { broken }) => total + broken, 0),
  }
}
