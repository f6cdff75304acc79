import { useEffect } from 'preact/hooks'
import { Link, useLocation } from 'wouter-preact'
import type { DocumentRow } from '../api/client.js'
import { useWords } from '../words/language.js'
import type { TextKey } from '../words/texts.js'
import { useRows } from './rows.js'
import { StatusTag } from './status.js'

const COLUMNS: readonly TextKey[] = [
  ...(['status', 'organ', 'year', 'form', 'format', 'doubtCount', 'faultCount', 'firstProblem', 'path'] as const),
]

interface Shown {
  readonly documents: readonly DocumentRow[]
  /** The number of documents that the filter finds, loaded or not. */
  readonly count: number
  readonly titles: Readonly<Record<string, string>>
  readonly more: () => void
}

/** Documents in a list that stays quick whatever its length. */
export function DocumentTable({ documents, count, titles, more }: Shown) {
  const { say } = useWords()
  const [, go] = useLocation()
  const { window, rows, height } = useRows(documents.length)
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= documents.length - 50) more()
  }, [last, documents.length])
  return (
    <div class="doclist" ref={window} tabIndex={0} role="table" aria-label={say('library')} aria-rowcount={count + 1}>
      <div role="rowgroup" class="head">
        <div class="row" role="row" aria-rowindex={1}>
          {COLUMNS.map((name) => (
            <span key={name} role="columnheader" class={name}>
              {say(name)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" class="body" style={{ height: `${height}px` }}>
        {rows.map(({ index, start }) => {
          const row = documents[index]
          if (!row) return null
          const [code] = row.codes
          return (
            <div
              key={row.id}
              class="row"
              role="row"
              aria-rowindex={index + 2}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => go(`/documents/${row.id}`)}
            >
              <span role="cell" class="status">
                <StatusTag status={row.status} />
              </span>
              <span role="cell" class="organ">
                <Link href={`/documents/${row.id}`}>{row.organ ?? row.title ?? row.path}</Link>
              </span>
              <span role="cell" class="year">
                {row.year}
              </span>
              <span role="cell" class="form">
                {row.form}
              </span>
              <span role="cell" class="format">
                {row.format}
              </span>
              <span role="cell" class={`doubtCount ${row.counts?.doubts ? 'some' : ''}`}>
                {row.counts?.doubts}
              </span>
              <span role="cell" class={`faultCount ${row.counts?.faults ? 'some' : ''}`}>
                {row.counts?.faults}
              </span>
              <span role="cell" class="firstProblem">
                {code === undefined ? '' : (titles[code] ?? code)}
              </span>
              <span role="cell" class="path" title={row.path}>
                {row.path}
              </span>
            </div>
          )
        })}
      </div>
    </div>
  )
}
