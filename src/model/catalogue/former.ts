import type { ProblemCode } from '../catalogue.js'

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
