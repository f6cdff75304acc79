import { fillIn, LANGUAGES, type Details, type Language } from '../model/sentences.js'

/** A sentence of the command line in both languages; its {placeholders} are filled when it is said. */
export type Text = Readonly<Record<Language, string>>

/** Gives a sentence in the language of the run. Placeholders that `details` lack stay as they are. */
export type Say = (text: Text, details?: Details) => string

export const speaker =
  (language: Language): Say =>
  (text, details = {}) =>
    fillIn(text[language], details)

/** The languages' own words for one thing, for columns and labels. */
export const text = (en: string, zh: string): Text => ({ en, zh })

/** Commands, which read the same in every language. */
export const same = (lines: string): Text => ({ en: lines, zh: lines })

export const isLanguage = (given: string | undefined): given is Language => LANGUAGES.some((each) => each === given)

/**
 * The language of all that is printed: `--lang` wherever it stands, else the locale as POSIX ranks it, else the
 * system's. Needed before the arguments are parsed, since their own help is printed in it.
 */
export function languageOf(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const end = args.indexOf('--')
  for (const [place, arg] of (end < 0 ? args : args.slice(0, end)).entries()) {
    const asked = arg === '--lang' ? args[place + 1] : /^--lang=(.*)$/.exec(arg)?.[1]
    if (isLanguage(asked)) return asked
  }
  const { LC_ALL, LC_MESSAGES, LANG } = environment
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => value) ?? Intl.DateTimeFormat().resolvedOptions().locale
  return /^zh/i.test(locale) ? 'zh' : 'en'
}
