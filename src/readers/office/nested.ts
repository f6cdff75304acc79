import { DOUBT_MARKS } from '../markup/text.js'
import { isDrawnInstruction } from '../word/shown-fields.js'

/** The start of a group that holds a field, and of one that holds a field's instruction. */
const FIELD = /^\{\s*\\field(?![a-z])/u
const INSTRUCTION = /^\{\s*(?:\\\*\s*)?\\fldinst(?![a-z])/u

/** Characters of a group's start that tell what it is, and of an instruction's that hold its first word. */
const HEAD = 24
const LONGEST_HEAD = 400

const CONTROLS = /\\\*|\\[a-z]+-?\d* ?|[{}]/gu

/** The mark of a doubt as RTF writes a character: by its number as one of 16 bits with a sign. */
const MARK = `{\\uc1\\u${String(DOUBT_MARKS['cell-not-text'].charCodeAt(0) - 0x1_0000)} ?}`

/**
 * An RTF without the fields inside of instructions of fields, and without instructions that LibreOffice follows anew: Word
 * shows what it found at last, while LibreOffice puts the inner results, or nothing, in place of the outer one's.
 * Fields that show something else than their result are marked as doubts. Linear in its length.
 */
export function withoutUnshownFields(rtf: string): string {
  if (!rtf.includes('\\fldinst')) return rtf
  const kept: string[] = []
  const instructions: boolean[] = []
  /** For each open group whether it is a field that shows something else than its result. */
  const drawn: boolean[] = []
  /** Instructions around, and how deep the field lies that is left out. */
  let within = 0
  let left = 0
  let from = 0
  for (let at = 0; at < rtf.length; at++) {
    const sign = rtf.charAt(at)
    if (sign === '\\') {
      at += skipped(rtf, at)
    } else if (sign === '{') {
      const head = rtf.slice(at, at + HEAD)
      if (left > 0) left += 1
      else if ((within > 0 && FIELD.test(head)) || (INSTRUCTION.test(head) && isReckonedAnew(rtf, at))) {
        kept.push(rtf.slice(from, at))
        left = 1
      }
      if (within === 0 && INSTRUCTION.test(head) && isDrawnInstruction(instructionAt(rtf, at)) && drawn.length > 0)
        drawn[drawn.length - 1] = true
      const isInstruction = left === 0 && INSTRUCTION.test(head)
      instructions.push(isInstruction)
      drawn.push(false)
      if (isInstruction) within += 1
    } else if (sign === '}') {
      if (instructions.pop() === true) within -= 1
      if (left === 1) from = at + 1
      if (left > 0) left -= 1
      if (drawn.pop() === true && left === 0) {
        kept.push(rtf.slice(from, at + 1), MARK)
        from = at + 1
      }
    }
  }
  return left > 0 || kept.length === 0 ? rtf : kept.join('') + rtf.slice(from)
}

/** Fields whose results LibreOffice does not take over, as conditions, references, counts of words, formulas. */
const RECKONED =
  /^\s*(?:IF|REF|NUMWORDS|NUMCHARS|EQ|SYMBOL|MACROBUTTON|GOTOBUTTON|ADVANCE|\w+BARCODE|SEQ|LISTNUM|AUTONUM\w*|DOC\w+|AUTHOR|TITLE|SUBJECT|KEYWORDS|COMMENTS|FILENAME|FILESIZE|\w+DATE|EDITTIME|REVNUM|USER\w+|MERGE\w+|NEXT\w*|ASK|FILLIN|GLOSSARY|AUTOTEXT\w*|STYLEREF|DDE\w*|COMPARE|DATABASE|INFO|LASTSAVEDBY|TEMPLATE)\b|^\s*=/iu

const isReckonedAnew = (rtf: string, at: number): boolean => RECKONED.test(instructionAt(rtf, at))

/** The first words of an instruction, without what says how they look. */
const instructionAt = (rtf: string, at: number): string =>
  rtf
    .slice(at, at + LONGEST_HEAD)
    .replace(/\\'([\da-f]{2})/giu, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/^\{\s*(?:\\\*\s*)?\\fldinst\s?/u, '')
    .replace(CONTROLS, '')

/** Characters behind a backslash that are neither the start nor the end of a group: one, or the data that it announces. */
function skipped(rtf: string, at: number): number {
  const data = /^\\bin(\d{1,9}) ?/u.exec(rtf.slice(at, at + HEAD))
  return data ? data[0].length - 1 + Number(data[1]) : 1
}
