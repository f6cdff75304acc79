import type { ComponentChildren } from 'preact'
import type { Finding } from '../api/client.js'
import { useWords } from '../words/language.js'

/** One finding as people act on it: how bad, where, both sides, why, and what to do. */
export function FindingItem({
  finding,
  head = null,
  links = null,
}: {
  readonly finding: Finding
  /** Whose report it is, where several are listed. */
  readonly head?: ComponentChildren
  /** Ways to the cells and documents. */
  readonly links?: ComponentChildren
}) {
  const { say } = useWords()
  const { severity, severityTitle, title, message, where, row, column, printed, expected, basis, remedy } = finding
  const place = [where, row, column].filter((part) => part !== '').join(' · ')
  return (
    <li class={`finding card ${severity}`}>
      {head}
      <div class="heading">
        <span class={`severity ${severity}`}>{severityTitle}</span>
        <h3>{title}</h3>
        {place !== '' && <p>{place}</p>}
      </div>
      <p class="message">{message}</p>
      {(printed !== '' || expected !== '') && (
        <dl class="sides">
          <dt>{say('printedHere')}</dt>
          <dd>{printed === '' ? '–' : printed}</dd>
          <dt>{say('heldAgainst')}</dt>
          <dd>{expected === '' ? '–' : expected}</dd>
        </dl>
      )}
      {basis !== '' && (
        <p class="why">
          <b>{say('basisLabel')}</b> {basis}
        </p>
      )}
      {remedy !== '' && (
        <p class="why">
          <b>{say('remedyLabel')}</b> {remedy}
        </p>
      )}
      {links}
    </li>
  )
}
