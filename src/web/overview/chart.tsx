import { useEffect, useRef } from 'preact/hooks'
import { useLocation } from 'wouter-preact'
import { BASE, init, type Chart } from '../../overview/charts/look.js'

/** The part of a chart that was clicked at: its place on the axis, the name of its layer. */
interface Picked {
  readonly place: number
  readonly layer: string
  readonly value: unknown
}

/** Leads to the documents behind a part of a chart; null where it leads nowhere. */
export type Pick = (picked: Picked) => string | null

interface Drawn {
  readonly chart: Chart
  /** Read out: what it shows is told in full by the table beside it. */
  readonly label: string
  readonly pick: Pick
}

/** A chart of the overview, drawn in the page; it grows with its frame. */
export function ChartView({ chart, label, pick }: Drawn) {
  const frame = useRef<HTMLDivElement>(null)
  const [, go] = useLocation()
  const latest = useRef(pick)
  latest.current = pick
  useEffect(() => {
    const { current } = frame
    if (!current) return
    const drawn = init(current, null, { renderer: 'svg' })
    drawn.setOption({ ...BASE, ...chart.option })
    drawn.on('click', ({ dataIndex, seriesName = '', value }) => {
      const to = latest.current({ place: dataIndex, layer: seriesName, value })
      if (to !== null) go(to)
    })
    const watching = new ResizeObserver(() => drawn.resize())
    watching.observe(current)
    return () => {
      watching.disconnect()
      drawn.dispose()
    }
  }, [chart])
  return <div ref={frame} class="chart" role="img" aria-label={label} style={{ height: `${chart.height}px` }} />
}
