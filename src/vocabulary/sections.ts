import { FORMS } from './forms.js'
import { enumerated, fold, likeness, parseOrdinal, squeeze } from './labels.js'

/** Headings are short; a sentence that happens to start with 一、 is not one. */
const LONGEST_HEADING = 36

/** Numbered as the form numbers it, a heading may be this unlike the form's words. */
const NUMBERED_LIKENESS = 0.45
/** Without a number it must be closer. */
const BARE_LIKENESS = 0.7
/** Under a wrong number, or ended by a full stop like a sentence, closer still. */
const SUSPECT_LIKENESS = 0.8

/** Below this many characters a line says too little to be told apart. */
const SHORTEST_CORE = 4

/** The headings of the sections, by number and words, over all forms. */
const HEADINGS: readonly { readonly section: number; readonly core: string; readonly words: string }[] = [
  ...new Map(
    FORMS.flatMap(({ sections }) =>
      sections.map((label, index) => {
        const words = label.slice(label.indexOf('、') + 1)
        return [`${index + 1} ${label}`, { section: index + 1, core: enumerated(label).core, words }] as const
      }),
    ),
  ).values(),
]

/** （二） or (2) at the head: the number of a part of a section, never of a section. */
const PART_NUMBER = /^[(（][一二三四五六七八九十\d]{1,3}[)）]/u
const TOP_NUMBER =
  /^第?([一二三四五六七八九十]{1,3}|\d{1,2})(?:[、.．,，:：]|部分[、:：]?|(?=[^一二三四五六七八九十\d年月日条项个]))/u

/** 无其他需要报告的事项 says what the section says, and is not its heading. */
const STATEMENT = /^(?:无|暂无|没有|不存在|未|本|我|现将)/u

/** A line that heads one of the sections. */
interface SectionHeading {
  /** From 1, in the statutory order. */
  readonly section: number
  /** How sure it is, 0..1: likeness to the form's words, less without a number or with a wrong one. */
  readonly strength: number
}

/** A missing number and a wrong one take this from a heading's strength. */
const BARE_COST = 0.1
const MISNUMBERED_COST = 0.25

/**
 * Which of the statutory sections a line is the heading of, and how surely; null if of none.
 * Organs rephrase them (五、当前存在的主要问题及下步改进措施), drop their numbers and misnumber them.
 */
export function sectionHeading(line: string): SectionHeading | null {
  // Spaced out or not: a paragraph this long is none, and need not be folded to see it.
  if (line.length > 4 * LONGEST_HEADING) return null
  const text = squeeze(line)
  if (text.length > LONGEST_HEADING || PART_NUMBER.test(text)) return null
  const top = TOP_NUMBER.exec(text)
  const ordinal = top?.[1] === undefined ? null : parseOrdinal(top[1])
  const core = ordinal === null || !top ? fold(text) : fold(text.slice(top[0].length))
  if (core.length < SHORTEST_CORE) return null
  const sentence = /[。;；]$/u.test(text)
  if (ordinal === null && (sentence || STATEMENT.test(core))) return null
  let best: SectionHeading | null = null
  for (const { section, core: label } of HEADINGS) {
    const same = likeness(core, label)
    const misnumbered = ordinal !== null && ordinal !== section
    const needed = misnumbered || sentence ? SUSPECT_LIKENESS : ordinal === null ? BARE_LIKENESS : NUMBERED_LIKENESS
    const strength = same - (misnumbered ? MISNUMBERED_COST : ordinal === null ? BARE_COST : 0)
    if (same >= needed && strength > (best?.strength ?? 0)) best = { section, strength }
  }
  return best
}

/** Which of the statutory sections (from 1) a line is the heading of; null if of none. */
export function statutorySection(line: string): number | null {
  return sectionHeading(line)?.section ?? null
}

/** The statutory section (from 1) that each of these blocks stands in, by the headings above it; null before the first. */
export function sectionsAt(blocks: readonly { readonly kind: string; readonly text?: string }[]): (number | null)[] {
  let section: number | null = null
  return blocks.map(({ kind, text }) => {
    if (kind === 'paragraph' && text !== undefined) section = statutorySection(text) ?? section
    return section
  })
}

/** A heading and the prose that follows it in the same paragraph. */
interface GluedHeading extends SectionHeading {
  readonly heading: string
  readonly rest: string
}

/**
 * Parts a paragraph into a numbered statutory heading and the prose glued to it: `六、其他需要报告的事项 无`; null where the
 * paragraph does not start with the form's own words under the form's own number, or is as good a heading as a whole.
 */
export function gluedHeading(paragraph: string): GluedHeading | null {
  const text = paragraph.trim()
  const top = TOP_NUMBER.exec(text)
  const section = top?.[1] === undefined ? null : parseOrdinal(top[1])
  if (!top || section === null) return null
  const labels = HEADINGS.filter((heading) => heading.section === section).map((heading) => heading.core)
  return labels.map((label) => gluedTo(text, top[0].length, section, label)).find((found) => found !== null) ?? null
}

/** The same for one heading of the form, behind its number. */
function gluedTo(text: string, start: number, section: number, label: string): GluedHeading | null {
  const part = (end: number): GluedHeading | null => {
    const rest = text.slice(end).replace(/^[\s:：。]+/u, '')
    return rest === '' ? null : { section, strength: 1, heading: text.slice(0, end).trim(), rest }
  }
  const likenessUpTo = (end?: number): number => likeness(text.slice(start, end), label)
  const whole = text.length <= LONGEST_HEADING ? likenessUpTo() : 0
  for (const { index } of text.matchAll(/[\s:：。]+/gu)) {
    if (index > LONGEST_HEADING) break
    const same = likenessUpTo(index)
    if (same >= SUSPECT_LIKENESS && same > whole) return part(index)
  }
  // Without a mark between them only the form's very words part a heading from a long paragraph: 事项情况 is a heading, too.
  if (whole >= NUMBERED_LIKENESS) return null
  for (let end = start + 1; end <= Math.min(text.length, LONGEST_HEADING); end++)
    if (fold(text.slice(start, end)) === label) return part(end)
  return null
}

const EMBEDDED = new RegExp(
  `(?<=[。；;\\s])(?=[一二三四五六七八九十][、.．]\\s*(?:${[...new Set(HEADINGS.map(({ words }) => words))].join('|')})[\\s。:：])`,
  'gu',
)

/** Parts a paragraph that runs on over statutory headings in the form's own words: …止。 一、总体情况 2022年，… */
export function splitAtHeadings(paragraph: string): readonly string[] {
  return paragraph.split(EMBEDDED)
}
