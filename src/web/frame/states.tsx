import { ApiError } from '../api/client.js'
import { useWords } from '../words/language.js'

export function Loading() {
  const { say } = useWords()
  return (
    <p class="empty" role="status">
      {say('loading')}
    </p>
  )
}

/** An error in the server's own words, with a way to try again. */
export function Failure({ error, again }: { readonly error: Error; readonly again: () => void }) {
  const { say } = useWords()
  const [message, remedy] =
    error instanceof ApiError && error.status > 0 ? [error.message, error.remedy] : [say('unreachable'), '']
  return (
    <div class="empty" role="alert">
      <p>
        <strong>{say('failed')}</strong>
      </p>
      <p>
        {message} {remedy}
      </p>
      <button type="button" onClick={again}>
        {say('again')}
      </button>
    </div>
  )
}
