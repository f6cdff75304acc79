import { isProblemCode, severityOf, type Severity } from '../model/problem.js'
import { UNKNOWN, type Gathered, type Table2 } from './gather.js'

/** The order in which figures are shown, whoever shows them. */

/** Folders by themselves; what is smaller is put together. */
const MAX_FOLDERS = 20

/** Years in their order, what is not known last. */
export const yearsOf = (table: Table2): readonly string[] =>
  [...table.rows].sort((a, b) => Number(a === UNKNOWN) - Number(b === UNKNOWN) || (a < b ? -1 : 1))

/** Rows with most documents first. */
export const bySize = (table: Table2): readonly string[] =>
  [...table.rows].sort((a, b) => table.total(b) - table.total(a) || (a < b ? -1 : 1))

/** The folders with most documents, each alone, and all others together. */
export function groupedFolders(table: Table2): readonly (readonly string[])[] {
  const sorted = bySize(table)
  const shown = sorted.length <= MAX_FOLDERS ? sorted : sorted.slice(0, MAX_FOLDERS - 1)
  const rest = sorted.slice(shown.length)
  return [...shown.map((folder) => [folder]), ...(rest.length > 0 ? [rest] : [])]
}

/** The problems that most documents have first. */
export const byCount = (codes: Gathered['codes']): readonly (readonly [code: string, count: number])[] =>
  [...codes].sort(([a, few], [b, many]) => many - few || (a < b ? -1 : 1))

export const severity = (code: string): Severity => (isProblemCode(code) ? severityOf(code) : 'info')
