import { useId, useState } from 'preact/hooks'
import { useWords } from '../words/language.js'

/** A place for one file: to be dropped onto, or chosen with mouse or keys. */
export function DropPlace({
  title,
  file,
  take,
}: {
  readonly title: string
  readonly file: File | null
  readonly take: (file: File | null) => void
}) {
  const { say } = useWords()
  const id = useId()
  const [isOver, setOver] = useState(false)
  return (
    <div
      class={`dropplace card${isOver ? ' over' : ''}${file ? ' full' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const [dropped] = event.dataTransfer?.files ?? []
        if (dropped) take(dropped)
      }}
    >
      <label for={id}>
        <b>{title}</b>
        <span>{file ? file.name : say('dropHere')}</span>
        <small>{say('formatsTaken')}</small>
      </label>
      <input
        id={id}
        type="file"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? []
          if (chosen) take(chosen)
          // The same file may be chosen again after it was mended.
          event.currentTarget.value = ''
        }}
      />
      {file && (
        <button
          type="button"
          class="quiet"
          aria-label={say('takeAway', { name: file.name })}
          onClick={() => take(null)}
        >
          ✕
        </button>
      )}
    </div>
  )
}
