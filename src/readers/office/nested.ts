/** The start of a group that holds a field, and of one that holds a field's instruction. */
const FIELD = /^\{\s*\\field(?![a-z])/u
const INSTRUCTION = /^\{\s*(?:\\\*\s*)?\\fldinst(?![a-z])/u

/** Characters of a group's start that tell what it is, and of an instruction's that hold its first word. */
const HEAD = 24
const LONGEST_HEAD = 400

const CONTROLS = /\\\*|\\[a-z]+-?\d* ?|[{}]/gu

/**
 * An RTF without the fields inside of instructions of fields, and without instructions that LibreOffice follows anew: Word
 * shows what it found at last, while LibreOffice puts the inner results, or nothing, in place of the outer one's.
 * Linear in its length.
 */
export function withoutUnshownFields(rtf: string): string {
  if (!rtf.includes('\\fldinst')) return rtf
  const kept: string[] = []
  const instructions: boolean[] = []
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
      const isInstruction = left === 0 && INSTRUCTION.test(head)
      instructions.push(isInstruction)
      if (isInstruction) within += 1
    } else if (sign === '}') {
      if (instructions.pop() === true) within -= 1
      if (left === 1) from = at + 1
      if (left > 0) left -= 1
    }
  }
  return left > 0 || kept.length === 0 ? rtf : kept.join('') + rtf.slice(from)
}

/** Fields whose results LibreOffice does not take over: conditions, references, counts of words. */
const isReckonedAnew = (rtf: string, at: number): boolean =>
  /^\s*(?:IF|REF|NUMWORDS|NUMCHARS)\b/iu.test(rtf.slice(at, at + LONGEST_HEAD).replace(CONTROLS, ''))

/** Characters behind a backslash that are neither the start nor the end of a group: one, or the data that it announces. */
function skipped(rtf: string, at: number): number {
  const data = /^\\bin(\d{1,9}) ?/u.exec(rtf.slice(at, at + HEAD))
  return data ? data[0].length - 1 + Number(data[1]) : 1
}
