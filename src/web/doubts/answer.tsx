import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState, type MutableRef } from 'preact/hooks'
import type { ApiError } from '../api/client.js'
import { Balances } from '../parts/balances.js'
import { useWords } from '../words/language.js'
import { numberIn, readingOf, type Typed } from './equations.js'
import type { Answer, Item, Settled } from './queue.js'
import { Reading } from './reading.js'

/** Commands that the keyboard gives to the answer that is shown. */
export interface AnswerHandle {
  readonly enter: () => void
  readonly blank: () => void
  readonly other: (place: number) => void
}

export interface Answering {
  readonly item: Item
  readonly settled: Settled | null
  readonly error: ApiError | null
  readonly mayWrite: boolean
  /** Numbers of the document that were settled before. */
  readonly typed: Typed
  readonly answer: (answer: Answer) => void
  readonly reload: () => void
  /** Given where the page's keys act on it: then a number can be typed at once. */
  readonly handle?: MutableRef<AnswerHandle | null>
  readonly children?: ComponentChildren
}

/** The reading of one value or fact, and the ways to answer it. */
export function AnswerPanel({ item, settled, error, mayWrite, typed, answer, reload, handle, children }: Answering) {
  const { say } = useWords()
  const { group, doubt } = item
  const isFact = doubt.kind === 'fact'
  const [written, write] = useState('')
  const [isUnread, setUnread] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const panel = useRef<HTMLFormElement>(null)
  const number = isFact ? null : numberIn(written)
  const reading = readingOf(doubt)
  const hasReading = isFact ? doubt.raw !== null : reading !== null || doubt.state === 'blank' || doubt.state === 'dash'
  const isOpen = mayWrite && !settled

  useEffect(() => {
    // Letters are keys of the page where a number is asked for; a text is typed into a field that is chosen.
    if (handle) (isFact ? panel : field).current?.focus({ preventScroll: true })
  }, [])

  const enter = (): void => {
    if (!isOpen) return
    if (written.trim() === '') {
      if (hasReading) answer({ kind: 'confirm' })
      else setUnread(true)
    } else if (isFact) answer({ kind: 'correct', value: written.trim() })
    else if (number !== null) answer(number === reading ? { kind: 'confirm' } : { kind: 'correct', value: number })
  }
  const other = (place: number): void => {
    const reading = doubt.alternatives[place]
    if (isOpen && reading !== undefined)
      answer({ kind: 'correct', value: isFact ? reading : (numberIn(reading) ?? reading) })
  }
  const blank = (): void => {
    if (isOpen && !isFact) answer({ kind: 'correct', value: null })
  }
  if (handle) handle.current = { enter, other, blank }

  const now = new Map(typed)
  if (number !== null) now.set(doubt.code, number)
  else if (reading !== null && !now.has(doubt.code)) now.set(doubt.code, reading)
  return (
    <form
      ref={panel}
      tabIndex={-1}
      class="answer card"
      onSubmit={(event) => {
        event.preventDefault()
        if (!handle) enter()
      }}
    >
      {children}
      <h2>{doubt.label.join(' › ')}</h2>
      <Reading doubt={doubt} />
      {error && (
        <div class="alert" role="alert">
          {error.status === 412 && <strong>{say('saidMeanwhile')}</strong>}
          <p>
            {error.message} {error.status === 412 ? '' : error.remedy}
          </p>
          {error.status === 412 && (
            <button type="button" onClick={reload}>
              {say('loadAgain')}
            </button>
          )}
        </div>
      )}
      {settled && (
        <p class="settled">
          <strong>✓ {settled.text}</strong>
        </p>
      )}
      {isOpen && (
        <>
          {doubt.alternatives.length > 0 && (
            <p class="others">
              <span>{say('otherReadings')}</span>
              {doubt.alternatives.map((reading, place) => (
                <button key={reading} type="button" onClick={() => other(place)} title={`Alt ${place + 1}`}>
                  {reading}
                </button>
              ))}
            </p>
          )}
          <label class="typed">
            {say(isFact ? 'yourText' : 'yourNumber')}
            <input
              ref={field}
              type={isFact ? 'text' : 'tel'}
              inputMode={isFact ? 'text' : 'decimal'}
              autocomplete="off"
              placeholder={say('typeHere')}
              value={written}
              aria-invalid={!isFact && written !== '' && number === null}
              onInput={(event) => {
                write(event.currentTarget.value)
                setUnread(false)
              }}
            />
          </label>
          {isUnread && (
            <p class="alert" role="alert">
              {say('confirmUnread')}
            </p>
          )}
          <p class="actions">
            <button type="button" class="main" onClick={enter} disabled={written !== '' && !isFact && number === null}>
              {written.trim() === ''
                ? say('confirm')
                : say('correct', { value: isFact ? written.trim() : (number ?? '…') })}{' '}
              <kbd aria-hidden="true">Enter</kbd>
            </button>
            {!isFact && (
              <button type="button" onClick={blank}>
                {say('setBlank')} <kbd aria-hidden="true">B</kbd>
              </button>
            )}
          </p>
        </>
      )}
      {!mayWrite && <p class="hint">{say('mayNot')}</p>}
      <Balances equations={doubt.equations} values={group.values} typed={now} about={doubt.code} />
    </form>
  )
}
