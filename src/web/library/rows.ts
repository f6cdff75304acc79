import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'

/** Pixels; the rows of the library are of one height. */
const ROW = 44

/** The rows of a long list that are in sight: a list of any length costs as much as its window. */
export function useRows(count: number) {
  const window = useRef<HTMLDivElement>(null)
  const [, redraw] = useState(0)
  const virtualizer = useMemo(
    () =>
      new Virtualizer<HTMLDivElement, Element>({
        count: 0,
        getScrollElement: () => window.current,
        estimateSize: () => ROW,
        scrollToFn: elementScroll,
        observeElementOffset,
        observeElementRect,
      }),
    [],
  )
  virtualizer.setOptions({ ...virtualizer.options, count, overscan: 12, onChange: () => redraw((turn) => turn + 1) })
  useEffect(() => virtualizer._didMount(), [])
  useEffect(() => virtualizer._willUpdate())
  return {
    ...{ window, rows: virtualizer.getVirtualItems(), height: virtualizer.getTotalSize() },
    /** Brings a row into sight. */
    show: (row: number): void => virtualizer.scrollToIndex(row),
  }
}
