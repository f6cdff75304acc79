import { useState } from 'preact/hooks'
import { api, ApiError, done } from '../api/client.js'
import { useWords } from '../words/language.js'

/** Asks for a token once: it becomes a session, and is kept nowhere in the browser. */
export function LoginPage() {
  const { say, language, choose } = useWords()
  const [token, setToken] = useState('')
  const [error, setError] = useState('')
  const login = async (): Promise<void> => {
    try {
      await done(api.POST('/v1/session', { body: { token } }))
      location.assign(location.pathname === '/login' ? '/' : location.href)
    } catch (cause) {
      setError(cause instanceof ApiError && cause.status === 401 ? say('loginFailed') : say('unreachable'))
    }
  }
  return (
    <main id="main" class="login">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault()
          void login()
        }}
      >
        <h1>{say('loginTitle')}</h1>
        <p>{say('loginLead')}</p>
        <label>
          {say('token')}
          <input
            type="password"
            name="token"
            required
            autocomplete="current-password"
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        {error && <p role="alert">{error}</p>}
        <button class="main">{say('enter')}</button>
        <p class="hint">{say('workbenchHint')}</p>
        <button type="button" class="quiet" onClick={() => choose(language === 'zh' ? 'en' : 'zh')}>
          {say('language')}
        </button>
      </form>
    </main>
  )
}
