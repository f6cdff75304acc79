/** The prose of a section as clauses, each with what came before it in its sentence and the year that it speaks of. */

export interface Clause {
  /** Without white space; full-width signs are half-width. */
  readonly text: string
  /** The clauses of the sentence up to and with this one. */
  readonly before: string
  readonly sentence: string
  /** The sentence as printed. */
  readonly printed: string
  /** The paragraph up to this sentence. */
  readonly paragraph: string
  readonly year: 'this' | 'other'
}

/** 1,234 is one number; a comma of a sentence is none. */
const THOUSANDS = /(?<=\d)[,，](?=\d{3}(?!\d))/gu

const plain = (text: string): string =>
  text
    .replace(THOUSANDS, '')
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/《[^》]*》/gu, '')

/** A clause that compares says nothing of the year of its numbers: that of its sentence holds. */
export const COMPARES =
  /同比|环比|相比|较(?:上|去|前|同|\d)|比(?:上|去|前|\d)|增加|减少|增长|下降|上升|降低|提高|增幅|降幅/u

/** The year that applications are carried from or to is part of a quantity’s name. */
const CARRIED = /(?:上年|上一年|去年|\d{4}年)度?(?:的)?结转|结转(?:至|到|入)?(?:下一?年|次年|\d{4}年)/gu

const OTHER_YEAR = /上年|上一年|去年|往年|前年|历年|近年|下一?年|明年|次年|上半年|下半年|季度/u
const THIS_YEAR = /本年|今年|全年|当年|年内|本报告年/u

function yearOf(clause: string, year: number, before: Clause['year']): Clause['year'] {
  const told = clause.replace(CARRIED, '')
  if (COMPARES.test(told)) return before
  const years = [...told.matchAll(/(?<!\d)(20\d{2})年/gu)].map(([, found]) => Number(found))
  if (OTHER_YEAR.test(told) || years.some((each) => each !== year)) return 'other'
  return years.length > 0 || THIS_YEAR.test(told) ? 'this' : before
}

/** Tells what the clause before was about: 为2022年度数据. */
const EXPLAINS = /^(?:以上|上述)?(?:均|都|皆)?(?:为|系|是|属于?)/u

/** @param year that the report is on */
export function clausesOf(text: string, year: number): readonly Clause[] {
  const clauses: Clause[] = []
  for (const line of text.split('\n')) {
    let spoken: Clause['year'] = 'this'
    let paragraph = ''
    for (const printed of line.split(/(?<=[。!?！？])/u)) {
      const sentence = plain(printed)
      let before = ''
      for (const part of sentence.split(/[,;:()。!?]/u)) {
        if (part === '') continue
        before += `${before === '' ? '' : ','}${part}`
        spoken = yearOf(part, year, spoken)
        const last = clauses.at(-1)
        if (last?.sentence === sentence && spoken === 'other' && EXPLAINS.test(part))
          clauses.splice(-1, 1, { ...last, year: 'other' })
        clauses.push({ text: part, before, sentence, printed: printed.trim(), paragraph, year: spoken })
      }
      paragraph += sentence
    }
  }
  return clauses
}
