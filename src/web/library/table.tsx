import { useEffect, useRef, useState } from 'preact/hooks'
import { Link, useLocation } from 'wouter-preact'
import type { DocumentRow } from '../api/client.js'
import { useWords } from '../words/language.js'
import type { TextKey } from '../words/texts.js'
import type { SortName, Sorting } from './filters.js'
import { useLibraryKeys } from './keys.js'
import { useRows } from './rows.js'
import { StatusTag } from './status.js'

const COLUMNS: readonly (readonly [name: TextKey, sort: SortName | null])[] = [
  ...([
    ['status', 'status'],
    ['organ', 'organ'],
    ['year', 'year'],
    ['form', null],
    ['format', null],
  ] as const),
  ...([
    ['doubtCount', 'doubts'],
    ['faultCount', 'faults'],
    ['firstProblem', null],
    ['path', 'path'],
  ] as const),
]

interface Shown {
  readonly documents: readonly DocumentRow[]
  /** The number of documents that the filter finds, loaded or not. */
  readonly count: number
  readonly titles: Readonly<Record<string, string>>
  readonly sorting: Sorting
  readonly sortBy: (name: SortName) => void
  /** Another list is on its way. */
  readonly isBusy: boolean
  readonly more: () => void
}

/** Documents in a list that stays quick whatever its length. */
export function DocumentTable({ documents, count, titles, sorting, sortBy, isBusy, more }: Shown) {
  const { say } = useWords()
  const [, go] = useLocation()
  const { window, rows, height, show } = useRows(documents.length)
  const [chosen, draw] = useState<number | null>(null)
  // Keys may follow each other faster than the list is drawn.
  const latest = useRef<number | null>(null)
  const choose = (row: number | null): void => {
    latest.current = row
    draw(row)
  }
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= documents.length - 50) more()
  }, [last, documents.length])
  // Another filter or order is another list: its first row is in sight, and none is chosen.
  const [first] = documents
  useEffect(() => choose(null), [first?.id, sorting])
  useLibraryKeys({
    move: (by) => {
      const from = latest.current
      const to = from === null ? (by > 0 ? 0 : documents.length - 1) : from + by
      const next = Math.max(0, Math.min(to, documents.length - 1))
      choose(next)
      show(next)
    },
    open: () => {
      const row = documents[latest.current ?? -1]
      if (row) go(`/documents/${row.id}`)
    },
  })
  return (
    <div
      id="doclist"
      class="doclist"
      ref={window}
      tabIndex={0}
      role="grid"
      aria-label={say('library')}
      aria-rowcount={count + 1}
      aria-activedescendant={chosen === null ? undefined : `row-${chosen}`}
      aria-busy={isBusy}
      title={say('libraryKeys')}
    >
      <div role="rowgroup" class="head">
        <div class="row" role="row" aria-rowindex={1}>
          {COLUMNS.map(([name, sort]) => (
            <span
              key={name}
              role="columnheader"
              class={name}
              aria-sort={sort === null ? undefined : sorted(sort, sorting)}
            >
              {sort === null ? (
                say(name)
              ) : (
                <button
                  type="button"
                  class="quiet"
                  title={say('sortBy', { name: say(name) })}
                  onClick={() => sortBy(sort)}
                >
                  {say(name)}
                  <span aria-hidden="true">{sort === sorting.sort ? (sorting.order === 'asc' ? ' ↑' : ' ↓') : ''}</span>
                </button>
              )}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" class="body" style={{ height: `${height}px` }}>
        {rows.map(({ index, start }) => {
          const row = documents[index]
          return row && <Row key={row.id} {...{ row, index, start, titles }} isChosen={index === chosen} />
        })}
      </div>
    </div>
  )
}

const sorted = (column: SortName, { sort, order }: Sorting): 'none' | 'ascending' | 'descending' =>
  column !== sort ? 'none' : order === 'asc' ? 'ascending' : 'descending'

interface ShownRow {
  readonly row: DocumentRow
  readonly index: number
  /** Pixels from the top of the list. */
  readonly start: number
  readonly titles: Readonly<Record<string, string>>
  readonly isChosen: boolean
}

function Row({ row, index, start, titles, isChosen }: ShownRow) {
  const { say } = useWords()
  const [, go] = useLocation()
  const [code] = row.codes
  // A document that was not read has nothing to count.
  const isRead = row.status === 'ok' || row.status === 'flagged'
  return (
    <div
      id={`row-${index}`}
      class="row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => go(`/documents/${row.id}`)}
    >
      <span role="gridcell" class="status">
        <StatusTag status={row.status} />
      </span>
      <span role="gridcell" class="organ">
        <Link href={`/documents/${row.id}`} tabIndex={-1}>
          {row.organ ?? row.title ?? row.path}
        </Link>
      </span>
      <span role="gridcell" class="year">
        {row.year}
      </span>
      <span role="gridcell" class="form">
        {row.content === 'tables' ? say('tables') : row.form}
      </span>
      <span role="gridcell" class="format">
        {row.format}
      </span>
      <span role="gridcell" class={`doubtCount ${row.counts?.doubts ? 'some' : ''}`}>
        {isRead && row.counts?.doubts}
      </span>
      <span role="gridcell" class={`faultCount ${row.counts?.faults ? 'some' : ''}`}>
        {isRead && row.counts?.faults}
      </span>
      <span role="gridcell" class="firstProblem">
        {code === undefined ? '' : (titles[code] ?? code)}
      </span>
      <span role="gridcell" class="path" title={row.path}>
        {row.path}
      </span>
    </div>
  )
}
