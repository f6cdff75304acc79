import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Session } from '../api/client.js'

/** The person at the browser; null before the login. */
export const SessionContext = createContext<Session | null>(null)

export const useSession = (): Session | null => useContext(SessionContext)

/** Tells whether this person may change anything: else no button that does is shown. */
export const useMayWrite = (): boolean => useSession()?.scopes.includes('write') ?? false

const STORED = 'nianbao.theme'

/** Goes on from light to dark or back; without a choice the system's counts. */
export function toggleTheme(): void {
  const { dataset } = document.documentElement
  const isDark = dataset.theme ? dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  dataset.theme = isDark ? 'light' : 'dark'
  localStorage.setItem(STORED, dataset.theme)
}

/** Takes up the theme that was chosen before. */
export function restoreTheme(): void {
  const stored = localStorage.getItem(STORED)
  if (stored === 'light' || stored === 'dark') document.documentElement.dataset.theme = stored
}
