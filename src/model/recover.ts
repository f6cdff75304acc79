import { CATALOGUE, type ProblemCode } from './catalogue.js'
import { LANGUAGES, PLACEHOLDER, type Details, type Language } from './sentences.js'

/**
 * English sentences as versions up to 0.3.0 wrote them, where more than a plural has changed since: stores of that time hold
 * them without their details.
 */
export const FORMER_SENTENCES: Readonly<Partial<Record<ProblemCode, string>>> = {
  'picture-linked':
    'The document only links to {count} picture(s) that stand where tables of the report are missing; nothing is fetched. Open it where it came from, print it to PDF and extract that.',
  'chunk-unread':
    '{count} document(s) that Word inserts into this one could not be read, so what they show is missing. Open it in Word, save it as a new .docx or as PDF, and extract that.',
  'group-gap':
    'The pictures of this document are numbered, and page(s) {missing} are not among them. Look for the missing pictures, put them beside the others and extract again.',
  'date-not-kept':
    '{count} date(s) of the document are fields that always show today; what they showed is not kept, so they were left out. Look at the signature in Word or WPS.',
  'columns-uncertain':
    'It is not sure which columns {count} value(s) of table {section} belong to: their rows print more or fewer cells than the headings name, or a heading is not clear. Compare these rows with the report.',
  'rows-uncertain':
    'It is not sure which rows {count} value(s) of table {section} belong to: their cells stand over several rows, or several rows may be meant. Compare these values with the report.',
  'value-doubtful':
    '{count} value(s) of table {section} could not be read surely: {text}. Compare them with the report; their other readings are in the record.',
}

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
