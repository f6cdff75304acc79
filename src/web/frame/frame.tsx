import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Link, useLocation } from 'wouter-preact'
import { api, done } from '../api/client.js'
import { useWords } from '../words/language.js'
import type { TextKey } from '../words/texts.js'
import { restoreTheme, toggleTheme, useMayWrite, useSession } from './session.js'

restoreTheme()

const PAGES: readonly (readonly [path: string, name: TextKey])[] = [
  ['/', 'library'],
  ['/doubts', 'doubts'],
  ['/findings', 'findings'],
  ['/overview', 'overview'],
  ['/batches', 'batches'],
  ['/datasets', 'datasets'],
  ['/check', 'checkPage'],
  ['/docs', 'apiDocs'],
]

/** The frame around every page: where to go, language, colours, and who is logged in. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  const { say, language, choose } = useWords()
  const [here] = useLocation()
  const session = useSession()
  const mayWrite = useMayWrite()
  const name = PAGES.find(([path]) => path === here)?.[1] ?? 'toDocument'
  useEffect(() => {
    document.title = `${say(name)} · nianbao`
  }, [name, say])
  const logout = async (): Promise<void> => {
    await done(api.DELETE('/v1/session')).catch(() => undefined)
    location.assign('/login')
  }
  return (
    <>
      <a class="skip" href="#main">
        {say('skip')}
      </a>
      <header class="bar">
        <Link href="/" class="brand">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="7" />
            <path d="M7 8h18v16H7zM7 13.5h18M7 18.8h18M13.5 8v16" />
          </svg>
          nianbao
        </Link>
        <nav aria-label={say('navigation')}>
          {PAGES.map(([path, name]) => (
            <Link key={path} href={path} aria-current={here === path ? 'page' : undefined}>
              {say(name)}
            </Link>
          ))}
        </nav>
        <div class="tools">
          {session && !mayWrite && <span class="tag">{say('readOnly')}</span>}
          {session && <span class="who">{session.name}</span>}
          <button type="button" class="quiet" onClick={() => choose(language === 'zh' ? 'en' : 'zh')}>
            {say('language')}
          </button>
          <button type="button" class="quiet" aria-label={say('theme')} title={say('theme')} onClick={toggleTheme}>
            ◐
          </button>
          {session && (
            <button type="button" class="quiet" onClick={() => void logout()}>
              {say('logout')}
            </button>
          )}
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
