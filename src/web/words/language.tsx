import { createContext, type ComponentChildren } from 'preact'
import { useContext, useMemo, useState } from 'preact/hooks'
import { speak, type Language } from '../api/client.js'
import { speaker, type Say } from './texts.js'

export type { Say } from './texts.js'

interface Spoken {
  readonly language: Language
  readonly say: Say
  readonly choose: (language: Language) => void
}

const STORED = 'nianbao.language'

function preferred(): Language {
  const stored = localStorage.getItem(STORED)
  if (stored === 'zh' || stored === 'en') return stored
  return navigator.languages.find((each) => /^(?:zh|en)\b/.test(each))?.startsWith('en') ? 'en' : 'zh'
}

const Words = createContext<Spoken>({ language: 'en', say: speaker('en'), choose: () => undefined })

export const useWords = (): Spoken => useContext(Words)

/** Gives all pages their language: the browser's, or the one that was chosen before. */
export function LanguageProvider({ children }: { readonly children: ComponentChildren }) {
  const [language, set] = useState<Language>(preferred)
  const spoken = useMemo<Spoken>(() => {
    speak(language)
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    return {
      language,
      say: speaker(language),
      choose: (chosen) => {
        localStorage.setItem(STORED, chosen)
        set(chosen)
      },
    }
  }, [language])
  return <Words.Provider value={spoken}>{children}</Words.Provider>
}

/** A time of the API as people of a language write it, in the zone of the browser. */
export const timeIn = (language: Language, time: string): string =>
  new Date(time).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short' })
