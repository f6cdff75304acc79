import { useMemo } from 'preact/hooks'
import { Link } from 'wouter-preact'
import type { Chart } from '../../overview/charts/look.js'
import { grouped } from '../../overview/texts.js'
import { useWords } from '../words/language.js'
import { ChartView, type Pick } from './chart.js'

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
  const { title, summary, head, rows, pick } = figure
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
  const shown = typeof text === 'number' ? grouped(text) : text
  return to === null || text === 0 ? <>{shown}</> : <Link href={to}>{shown}</Link>
}
