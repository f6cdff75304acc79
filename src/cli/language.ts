import { LANGUAGES, type Language } from '../model/problem.js'

export const isLanguage = (text: string | undefined): text is Language => LANGUAGES.some((each) => each === text)

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
