import { FORMS } from './forms.js'
import { enumerated, likeness } from './labels.js'

/** Headings are short; a sentence that happens to start with 一、 is not one. */
const LONGEST_HEADING = 36

/** As printed in full (numbered) a heading may be this unlike the form's words; without its number it must be closer. */
const NUMBERED_LIKENESS = 0.45
const BARE_LIKENESS = 0.7

/**
 * Which of the six statutory sections (1..6) a line is the heading of; null if of none.
 * Organs rephrase them (五、当前存在的主要问题及下步改进措施) and drop their numbers.
 */
export function statutorySection(line: string): number | null {
  if (line.trim().length > LONGEST_HEADING || /[。；;]\s*$/u.test(line.trim())) return null
  const { ordinal, core } = enumerated(line)
  if (core.length < 4) return null
  let best: { section: number; score: number } | null = null
  FORMS['2021'].sections.forEach((label, index) => {
    const section = index + 1
    if (ordinal !== null && ordinal !== section) return
    const score = likeness(core, enumerated(label).core)
    if (score >= (ordinal === null ? BARE_LIKENESS : NUMBERED_LIKENESS) && score > (best?.score ?? 0))
      best = { section, score }
  })
  return (best as { section: number } | null)?.section ?? null
}
