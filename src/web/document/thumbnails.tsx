import { useEffect, useRef } from 'preact/hooks'
import { pictureUrl, type PageSize } from '../api/pictures.js'
import { useWords } from '../words/language.js'

/** Pixels across; shown half as wide. */
const WIDTH = 120

interface Shown {
  readonly id: string
  readonly pages: readonly PageSize[]
  readonly page: number
  /** Numbers of the pages on which something is in doubt. */
  readonly doubtful: ReadonlySet<number>
  /** The page itself is drawn: small pictures do not hold it up. */
  readonly isDue: boolean
  readonly turnTo: (page: number) => void
}

/** All pages, small; those in sight are loaded. */
export function Thumbnails({ id, pages, page, doubtful, isDue, turnTo }: Shown) {
  const { say } = useWords()
  const here = useRef<HTMLButtonElement>(null)
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [page])
  return (
    <div class="thumbnails" role="group" aria-label={say('thumbnails')}>
      {pages.map(({ number, width, height }) => (
        <button
          key={number}
          ref={number === page ? here : null}
          type="button"
          class={doubtful.has(number) ? 'doubtful' : undefined}
          aria-current={number === page ? 'page' : undefined}
          aria-label={`${say('onPage', { page: number })}${doubtful.has(number) ? `, ${say('markDoubt')}` : ''}`}
          onClick={() => turnTo(number)}
        >
          <img
            src={isDue ? pictureUrl(id, number, WIDTH) : undefined}
            alt=""
            loading="lazy"
            style={{ aspectRatio: `${width} / ${height}` }}
          />
          {number}
        </button>
      ))}
    </div>
  )
}
