import { CATALOGUE, type ProblemCode } from './catalogue.js'
import { FORMER_SENTENCES } from './catalogue/former.js'
import { LANGUAGES, PLACEHOLDER, type Details, type Language } from './sentences.js'

/** Stores of before 0.3.0 kept sentences alone: their details are found again where a sentence can be taken apart. */

const TEMPLATES = new Map<ProblemCode, readonly RegExp[]>()

/** The details of a stored sentence: none where the code's sentences take none; null where it is none of the catalogue's. */
export function detailsIn(code: ProblemCode, message: string): Details | null {
  if (LANGUAGES.every((language) => wholeOf(code, language).search(PLACEHOLDER) < 0)) return {}
  let templates = TEMPLATES.get(code)
  if (!templates) TEMPLATES.set(code, (templates = templatesOf(code)))
  for (const template of templates) {
    const found = template.exec(message)
    if (found) return { ...found.groups }
  }
  return null
}

function templatesOf(code: ProblemCode): readonly RegExp[] {
  const sentences = LANGUAGES.map((language) => wholeOf(code, language))
  const former = FORMER_SENTENCES[code]
  return [...sentences, ...(former === undefined ? [] : [former])].map(patternOf)
}

function wholeOf(code: ProblemCode, language: Language): string {
  const { message, remedy } = CATALOGUE[code][language]
  return language === 'zh' ? message + remedy : `${message} ${remedy}`
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')

/** A pattern that takes a sentence apart again: a plural may also stand as older versions wrote it, `value(s)`. */
function patternOf(sentence: string): RegExp {
  const seen = new Set<string>()
  let pattern = ''
  let end = 0
  for (const match of sentence.matchAll(PLACEHOLDER)) {
    const [placeholder, name = '', one, many] = match
    pattern += escaped(sentence.slice(end, match.index))
    end = match.index + placeholder.length
    if (one !== undefined && many !== undefined)
      pattern += `(?:${escaped(one)}|${escaped(many)}|${escaped(`${one}(s)`)})`
    else {
      pattern += seen.has(name) ? `\\k<${name}>` : `(?<${name}>.*?)`
      seen.add(name)
    }
  }
  return new RegExp(`^${pattern}${escaped(sentence.slice(end))}$`, 'su')
}
