import { createContext } from 'preact'
import { useContext, useMemo } from 'preact/hooks'
import { Link } from 'wouter-preact'
import type { Chart } from '../../overview/charts/look.js'
import { grouped } from '../../overview/texts.js'
import { within } from '../library/further-filters.js'
import { useWords } from '../words/language.js'
import { ChartView, type Pick } from './chart.js'

/** The filters that all figures of the page are counted by, as a query. */
export const Narrower = createContext('')

/** Leads from a figure to its documents: narrowed as the figure itself. */
export function useNarrowed(): (to: string) => string {
  const narrower = useContext(Narrower)
  return (to) => within(narrower, to)
}

/** One cell of a figure's table; a number of documents leads to them. */
interface Cell {
  readonly text: string | number
  readonly to?: string | null
}

/** A chart with the same in numbers. */
export interface Figure {
  readonly title: string
  readonly summary?: string
  readonly chart: Chart
  readonly pick: Pick
  readonly head: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

export function FigureView({ figure }: { readonly figure: Figure }) {
  const { say } = useWords()
  const { title, summary, head, rows } = figure
  const narrowed = useNarrowed()
  const pick: Pick = (picked) => {
    const to = figure.pick(picked)
    return to === null ? null : narrowed(to)
  }
  // It is drawn anew only where it shows something else.
  const chart = useMemo(() => figure.chart, [JSON.stringify(figure.chart)])
  return (
    <figure class="card figure">
      <figcaption>
        <strong>{title}</strong>
        {summary !== undefined && <span>{summary}</span>}
      </figcaption>
      <ChartView chart={chart} label={summary === undefined ? title : `${title}. ${summary}`} pick={pick} />
      <details>
        <summary>{say('numbersOf')}</summary>
        <div class="scroll tall" tabIndex={0} role="region" aria-label={title}>
          <NumberTable {...{ head, rows }} />
        </div>
      </details>
    </figure>
  )
}

function NumberTable({ head, rows }: Omit<Figure, 'title' | 'chart' | 'pick'>) {
  return (
    <table class="numbers">
      <thead>
        <tr>
          {head.map((each) => (
            <th key={each} scope="col">
              {each}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <tr key={place}>
            {row.map((cell, column) => (
              <td key={column} class={typeof cell.text === 'number' ? 'number' : ''}>
                <CellView {...cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function CellView({ text, to = null }: Cell) {
  const narrowed = useNarrowed()
  const shown = typeof text === 'number' ? grouped(text) : text
  return to === null || text === 0 ? <>{shown}</> : <Link href={narrowed(to)}>{shown}</Link>
}
