import type { Document, Sheets } from '../api/client.js'
import { Balances } from '../parts/balances.js'
import { GridTable, type CellAt } from '../parts/grid.js'
import { useWords } from '../words/language.js'
import { itemOf, type Value } from './model.js'

/** Problems in words, what there is to do with them. */
export function ProblemsTab({
  document,
  turnTo,
}: {
  readonly document: Document
  readonly turnTo: (page: number) => void
}) {
  const { say } = useWords()
  const problems = document.effective?.problems ?? []
  if (problems.length === 0) return <p class="empty">{say('noProblems')}</p>
  return (
    <ul class="problems">
      {problems.map((problem, place) => (
        <li key={place} class={problem.severity}>
          <strong>{problem.title}</strong>
          <p>{problem.message}</p>
          {problem.page !== null && (
            <button type="button" class="quiet" onClick={() => turnTo(problem.page ?? 1)}>
              {say('page', { page: problem.page })}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** All equations, those that fail first. */
export function ChecksTab({ document, sheets, values }: Known) {
  const { say } = useWords()
  const order = [false, null, true]
  const equations = sheets.equations.toSorted((a, b) => order.indexOf(a.pass) - order.indexOf(b.pass))
  const [first] = values
  if (equations.length === 0 || !first) return <p class="empty">{say('noChecks')}</p>
  const { group } = itemOf(document, sheets, first[0], '', first[1])
  return <Balances equations={equations} values={group.values} typed={new Map()} about={null} />
}

export interface Known {
  readonly document: Document
  readonly sheets: Sheets
  readonly values: ReadonlyMap<string, Value>
}

/** Every table that was found, as text. */
export function TablesTab({
  document,
  marked,
  onCell,
}: {
  readonly document: Document
  readonly marked: CellAt | null
  readonly onCell: (cell: CellAt) => void
}) {
  const { say } = useWords()
  const tables = document.record?.tables ?? []
  if (tables.length === 0) return <p class="empty">{say('noTables')}</p>
  return (
    <div class="found">
      {tables.map((table) => (
        <GridTable key={table.id} {...{ table, marked, onCell }} />
      ))}
    </div>
  )
}
