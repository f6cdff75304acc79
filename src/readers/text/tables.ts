import type { Table } from '../../model/block.js'
import { applicationsEvidence, applicationsTable } from './applications.js'
import type { Line } from './lines.js'
import { proactiveEvidence, proactiveTable } from './proactive.js'
import { reviewEvidence, reviewTable } from './review.js'
import { toSheet, type BlankLines, type Evidence, type Sheet } from './sheet.js'
import type { Stretch } from './stretches.js'

/** Blank lines are cells only where so many spans show as blank lines just where the form has them … */
const LEAST_CONFIRMED = 5

/** … and hardly a row contradicts: blank lines strewn at random break far more than one row in ten. */
const MOST_BROKEN = 0.1

const BUILDERS = {
  proactive: { table: proactiveTable, evidence: proactiveEvidence },
  applications: { table: applicationsTable, evidence: applicationsEvidence },
  review: { table: reviewTable, evidence: reviewEvidence },
} as const

/** The grid of each stretch that holds a table; null for one that does not. */
export function toTables(lines: readonly Line[], stretches: readonly Stretch[]): (Table | null)[] {
  const linesOf = ({ start, end }: Stretch): readonly Line[] => lines.slice(start, end)
  const blankLines = judgeBlankLines(lines, stretches)
  return stretches.map((stretch) => {
    const sheet = toSheet(linesOf(stretch), stretch.kind, blankLines)
    return BUILDERS[stretch.kind].table(sheet)
  })
}

/** What blank lines are in this text, from all its tables together: one program wrote them all. */
function judgeBlankLines(lines: readonly Line[], stretches: readonly Stretch[]): BlankLines {
  const readings: readonly BlankLines[] = ['cells', 'spacing']
  return (
    readings.find((reading) => {
      const sheets = stretches
        .map((stretch) => toSheet(lines.slice(stretch.start, stretch.end), stretch.kind, reading))
        .filter((sheet: Sheet) => sheet.style === 'lines')
      const total = sum(sheets.map((sheet) => BUILDERS[sheet.table].evidence(sheet)))
      return total.confirmed >= LEAST_CONFIRMED && total.broken <= MOST_BROKEN * (total.exact + total.broken)
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
