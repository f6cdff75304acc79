import type { DocumentRow } from '../api/client.js'
import { useWords } from '../words/language.js'

export const STATUS_WORDS = {
  ok: 'ok',
  flagged: 'flagged',
  failed: 'failedStatus',
  pending: 'pendingStatus',
} as const

/** The status of a document, as a word with its colour. */
export function StatusTag({ status }: { readonly status: DocumentRow['status'] }) {
  const { say } = useWords()
  return <span class={`status ${status}`}>{say(STATUS_WORDS[status])}</span>
}
