import { useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { ApiError, type Document, type Sheets } from '../api/client.js'
import { AnswerPanel } from '../doubts/answer.js'
import { send, takeBack, type Answer, type Settled } from '../doubts/queue.js'
import { useMayWrite } from '../frame/session.js'
import { Crop } from '../parts/crop.js'
import { useWords } from '../words/language.js'
import { itemOf, type Value } from './model.js'

interface Shown {
  readonly document: Document
  readonly sheets: Sheets
  readonly etag: string
  readonly code: string
  readonly value: Value
  readonly close: () => void
}

/** The value that was chosen: its cell enlarged, its equations, and the ways to answer. */
export function ChosenValue({ document, sheets, etag, code, value, close }: Shown) {
  const { say } = useWords()
  const client = useQueryClient()
  const mayWrite = useMayWrite()
  const [error, setError] = useState<ApiError | null>(null)
  const { id } = document.document
  const item = itemOf(document, sheets, code, etag, value)
  const standing = document.corrections.filter((said) => said.code === code).at(-1)
  const isSaid = value.now.corrected !== 'no'
  const reload = async (): Promise<void> => {
    setError(null)
    await client.invalidateQueries({ queryKey: ['document', id] })
  }
  const settled: Settled | null = isSaid
    ? {
        kind: value.now.corrected === 'confirmed' ? 'confirm' : 'correct',
        value: value.now.value,
        text: `${say(value.now.corrected === 'confirmed' ? 'confirmKind' : 'correctKind')} · ${standing?.author ?? ''}`,
        etag,
      }
    : null
  const act = (change: () => Promise<unknown>): void => {
    change()
      .then(reload)
      .catch((cause: unknown) => {
        setError(cause instanceof ApiError ? cause : new ApiError(0, 'unreachable', say('unreachable'), ''))
      })
  }
  return (
    <section class="chosen" aria-label={say('selected')}>
      <button type="button" class="quiet closing" aria-label={say('close')} title={say('close')} onClick={close}>
        ×
      </button>
      <AnswerPanel
        key={`${code} ${etag}`}
        {...{ item, settled, error, mayWrite, typed: new Map() }}
        answer={(answer: Answer) => act(async () => send(item, answer, etag))}
        reload={() => void reload()}
      >
        {item.doubt.places.length > 0 && item.group.pages.length > 0 && (
          <Crop id={id} pages={item.group.pages} places={item.doubt.places} isClose />
        )}
      </AnswerPanel>
      {isSaid && mayWrite && (
        <button type="button" onClick={() => act(async () => takeBack([item], etag))}>
          {say('undo')}
        </button>
      )}
    </section>
  )
}
