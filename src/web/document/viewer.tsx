import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { pictureUrl, placedIn, type Box, type PageSize } from '../api/pictures.js'
import { useWords } from '../words/language.js'
import type { DrawnCell } from './model.js'
import { usePan } from './pan.js'
import { Thumbnails } from './thumbnails.js'

/** Widths of a page: 1 fits the column. */
const ZOOMS = [1, 1.4, 2, 2.8, 4] as const
const PICTURE_WIDTHS = [1_240, 1_700, 2_500] as const
/** Height that the frame of the page takes from the window. */
const FRAME = '9.5rem'

interface Shown {
  readonly id: string
  readonly pages: readonly PageSize[]
  readonly page: number
  readonly turnTo: (page: number) => void
  readonly cells: readonly DrawnCell[]
  /** Code of the value that is looked at. */
  readonly focus: string | null
  readonly look: (code: string | null) => void
  readonly choose: (code: string) => void
}

/** A page as the original shows it, with its grid and cells drawn over it. */
export function Viewer({ id, pages, page: number, turnTo, cells, focus, look, choose }: Shown) {
  const { say } = useWords()
  const [zoom, setZoom] = useState(0)
  const [isWhole, setWhole] = useState(false)
  const [isBroken, setBroken] = useState(false)
  const [isDrawn, setDrawn] = useState(false)
  const window = useRef<HTMLDivElement>(null)
  const page = pages.find((each) => each.number === number) ?? pages[0]
  const here = cells.find((cell) => cell.code === focus && focus !== null && cell.page === page?.number)
  const doubtful = useMemo(
    () => new Set(cells.filter(({ mark }) => mark === 'doubt').map((cell) => cell.page)),
    [cells],
  )
  const zoomTo = (step: number): void => {
    setWhole(false)
    setZoom(Math.max(0, Math.min(step, ZOOMS.length - 1)))
  }
  usePan(window, (steps) => zoomTo(zoom + steps))
  useEffect(() => setBroken(false), [number])
  useEffect(() => {
    if (here && page) scrollTo(window.current, here.box, page)
  }, [here?.key, zoom])
  if (!page) return null
  const width = PICTURE_WIDTHS[Math.min(zoom, PICTURE_WIDTHS.length - 1)] ?? PICTURE_WIDTHS[0]
  const place = pages.indexOf(page)
  const turn = (by: number): void => {
    const next = pages[place + by]
    if (next) turnTo(next.number)
  }
  const onKey = (event: KeyboardEvent): void => {
    const acts: Readonly<Record<string, () => void>> = {
      ...{ PageDown: () => turn(1), PageUp: () => turn(-1), '+': () => zoomTo(zoom + 1), '-': () => zoomTo(zoom - 1) },
      ...{ '=': () => zoomTo(zoom + 1), '0': () => zoomTo(0) },
    }
    const act = acts[event.key]
    if (!act || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act()
  }
  const ratio = page.width / page.height
  return (
    <section class="viewer card" aria-label={say('original')}>
      <div class="viewbar">
        <button type="button" onClick={() => turn(-1)} disabled={place === 0} aria-label={say('previousPage')}>
          ←
        </button>
        <span>{say('pageOf', { page: page.number, pages: pages.length })}</span>
        <button
          type="button"
          onClick={() => turn(1)}
          disabled={place === pages.length - 1}
          aria-label={say('nextPage')}
        >
          →
        </button>
        <span class="grow" />
        <button type="button" onClick={() => zoomTo(zoom - 1)} disabled={zoom === 0} aria-label={say('zoomOut')}>
          −
        </button>
        <button type="button" onClick={() => zoomTo(0)} aria-pressed={zoom === 0 && !isWhole}>
          {say('fit')}
        </button>
        <button
          type="button"
          onClick={() => {
            setZoom(0)
            setWhole(true)
          }}
          aria-pressed={isWhole}
        >
          {say('fitPage')}
        </button>
        <button
          type="button"
          onClick={() => zoomTo(zoom + 1)}
          disabled={zoom === ZOOMS.length - 1}
          aria-label={say('zoomIn')}
        >
          +
        </button>
      </div>
      <div class="pages">
        {pages.length > 1 && (
          <Thumbnails {...{ id, pages, doubtful, turnTo }} page={page.number} isDue={isDrawn || isBroken} />
        )}
        <div
          class="window"
          ref={window}
          tabIndex={0}
          role="group"
          aria-label={say('pagePicture', { page: page.number })}
          onKeyDown={onKey}
        >
          {isBroken && <p class="empty">{say('pictureFailed')}</p>}
          <div
            class="sheetpaper"
            style={{
              width: isWhole ? `min(100%, calc((100vh - ${FRAME}) * ${ratio}))` : `${100 * (ZOOMS[zoom] ?? 1)}%`,
              aspectRatio: `${page.width} / ${page.height}`,
            }}
            onMouseLeave={() => look(null)}
          >
            {!isBroken && (
              <img
                src={pictureUrl(id, page.number, width)}
                alt={say('pagePicture', { page: page.number })}
                draggable={false}
                onLoad={() => setDrawn(true)}
                onError={() => setBroken(true)}
              />
            )}
            <Cells {...{ page, cells, focus, look, choose }} />
          </div>
        </div>
      </div>
    </section>
  )
}

type OnPage = Pick<Shown, 'cells' | 'focus' | 'look' | 'choose'> & { readonly page: PageSize }

function Cells({ page, cells, focus, look, choose }: OnPage) {
  const whole: Box = [0, 0, page.width, page.height]
  return (
    <>
      {cells
        .filter((cell) => cell.page === page.number)
        .map(({ key, box, code, mark }) => (
          <span
            key={key}
            class={[
              'cell',
              mark ?? '',
              code === null ? 'label' : '',
              code !== null && code === focus ? 'focus' : '',
            ].join(' ')}
            style={placedIn(box, whole)}
            onMouseEnter={code === null ? undefined : () => look(code)}
            onClick={code === null ? undefined : () => choose(code)}
          />
        ))}
    </>
  )
}

/** Brings a cell into sight, if it is not. */
function scrollTo(element: HTMLDivElement | null, [left, top, right, bottom]: Box, page: PageSize): void {
  if (!element) return
  const scale = element.scrollWidth / page.width
  const [x, y] = [((left + right) / 2) * scale, ((top + bottom) / 2) * scale]
  const { scrollLeft, scrollTop, clientWidth, clientHeight } = element
  const isSeen = x > scrollLeft && x < scrollLeft + clientWidth && y > scrollTop && y < scrollTop + clientHeight
  if (!isSeen) element.scrollTo({ left: x - clientWidth / 2, top: y - clientHeight / 2 })
}
