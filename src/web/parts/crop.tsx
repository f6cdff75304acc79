import { useEffect, useState } from 'preact/hooks'
import type { Place } from '../api/client.js'
import { boxOf, closeUp, pictureUrl, placedIn, rowsAround, type Box, type PageSize } from '../api/pictures.js'
import { useWords } from '../words/language.js'

/** Pixels across; shown smaller, so that they are sharp on fine screens. */
const CLOSE_WIDTH = 900
const ROWS_WIDTH = 1_400

interface Pictured {
  readonly id: string
  readonly page: PageSize
  readonly part: Box
  readonly boxes: readonly Box[]
  readonly width: number
  readonly text: string
  readonly kind: 'close' | 'rows'
}

/** A part of a page with cells outlined on it. */
function PartOfPage({ id, page, part, boxes, width, text, kind }: Pictured) {
  const { say } = useWords()
  const [isBroken, setBroken] = useState(false)
  const url = pictureUrl(id, page.number, width, part)
  useEffect(() => setBroken(false), [url])
  if (isBroken) return <p class="hint">{say('pictureFailed')}</p>
  return (
    <figure class={`part ${kind}`}>
      <div class="paper" style={{ aspectRatio: `${part[2] - part[0]} / ${part[3] - part[1]}` }}>
        <img src={url} alt={text} onError={() => setBroken(true)} />
        {boxes.map((box) => (
          <span key={box.join()} class="outline" style={placedIn(box, part)} />
        ))}
      </div>
      <figcaption>
        {text} · {say('page', { page: page.number })}
      </figcaption>
    </figure>
  )
}

interface Cropped {
  readonly id: string
  readonly pages: readonly PageSize[]
  readonly places: readonly Place[]
}

/** A cell as the page shows it: enlarged, and within its row. */
export function Crop({ id, pages, places, isClose = false }: Cropped & { readonly isClose?: boolean }) {
  const { say } = useWords()
  const [first] = places
  const page = pages.find(({ number }) => number === first?.page)
  if (!first || !page) return <p class="hint">{say('noPicture')}</p>
  const box = boxOf(first)
  const boxes = places.filter((place) => place.page === page.number).map(boxOf)
  return (
    <>
      <PartOfPage
        {...{ id, page, boxes, part: closeUp(box, page), width: CLOSE_WIDTH, text: say('closeUp'), kind: 'close' }}
      />
      {!isClose && (
        <PartOfPage
          {...{ id, page, boxes, part: rowsAround(box, page), width: ROWS_WIDTH, text: say('rows'), kind: 'rows' }}
        />
      )}
    </>
  )
}

/** Loads the pictures of a cell before it is looked at. */
export function loadAhead({ id, pages, places }: Cropped): void {
  const [first] = places
  const page = pages.find(({ number }) => number === first?.page)
  if (!first || !page) return
  const box = boxOf(first)
  new Image().src = pictureUrl(id, page.number, CLOSE_WIDTH, closeUp(box, page))
  new Image().src = pictureUrl(id, page.number, ROWS_WIDTH, rowsAround(box, page))
}
