import type { Block, Paragraph } from '../model/block.js'
import { squeeze } from '../vocabulary/labels.js'
import { gluedHeading, sectionHeading } from '../vocabulary/sections.js'
import { isFurniture, isPageNumber, runningHeads } from './furniture.js'
import { isSignature } from './signature.js'

/** One of the six sections as found, or another headed part (number null). */
export interface Section {
  readonly number: number | null
  readonly heading: string
  readonly paragraphs: readonly Paragraph[]
  readonly page: number | null
}

/** A report's prose in its parts, tables left out. */
export interface Outline {
  /** Everything before the first section: title, address, introduction, and what surrounds them. */
  readonly preamble: readonly Paragraph[]
  readonly sections: readonly Section[]
  /** Everything after the last section's prose: signature, date, page furniture. */
  readonly tail: readonly Paragraph[]
}

interface Candidate {
  readonly at: number
  /** Paragraphs that the heading takes: 2 where it is split. */
  readonly length: number
  readonly section: number
  readonly heading: string
  /** Prose glued to it. */
  readonly rest: string
  readonly weight: number
}

/** Two halves must fit the form's words better than the first alone by this much to be taken as one heading. */
const SPLIT_GAIN = 0.15
/** A heading with something of its own behind it outweighs one that the next heading follows at once (a table of contents). */
const CONTENT_WEIGHT = 0.5
const MARKUP_WEIGHT = 0.2
/** The second half of a split heading is short. */
const LONGEST_HALF = 24

/** The blocks of a document parted by the headings of the six sections. */
export function outline(blocks: readonly Block[]): Outline {
  const paragraphsOnly = blocks.filter((block): block is Paragraph => block.kind === 'paragraph')
  const running = runningHeads(paragraphsOnly)
  const flow = blocks.filter(
    (block) =>
      block.kind !== 'paragraph' || (!running.has(block) && !isPageNumber(block.text) && squeeze(block.text) !== ''),
  )
  const headings = chooseHeadings(candidatesIn(flow))
  const first = headings[0]
  if (!first) return { preamble: paragraphsIn(flow), sections: [], tail: [] }
  const sections = headings.map((heading, index): Section => {
    const end = headings[index + 1]?.at ?? flow.length
    const block = flow[heading.at]
    const rest: readonly Paragraph[] =
      heading.rest !== '' && block?.kind === 'paragraph' ? [{ ...block, text: heading.rest }] : []
    return {
      number: heading.section,
      heading: heading.heading,
      paragraphs: [...rest, ...paragraphsIn(flow.slice(heading.at + heading.length, end))],
      page: block?.kind === 'paragraph' ? (block.boxes[0]?.page ?? null) : null,
    }
  })
  return withTail(paragraphsIn(flow.slice(0, first.at)), sections)
}

function paragraphsIn(blocks: readonly Block[]): readonly Paragraph[] {
  return blocks.filter((block): block is Paragraph => block.kind === 'paragraph')
}

function candidatesIn(flow: readonly Block[]): readonly Candidate[] {
  const found: Candidate[] = []
  let taken = -1
  flow.forEach((block, at) => {
    if (block.kind !== 'paragraph' || at <= taken) return
    const next = flow[at + 1]
    const candidate = candidateAt(block, next?.kind === 'paragraph' ? next : null, at)
    if (!candidate) return
    taken = at + candidate.length - 1
    found.push(candidate)
  })
  return found.map((candidate, index) => {
    const next = found[index + 1]
    const empty = candidate.rest === '' && next?.at === candidate.at + candidate.length
    return empty ? candidate : { ...candidate, weight: candidate.weight + CONTENT_WEIGHT }
  })
}

function candidateAt(paragraph: Paragraph, next: Paragraph | null, at: number): Candidate | null {
  const text = paragraph.text.trim()
  const whole = sectionHeading(text)
  const marked = paragraph.level === null ? 0 : MARKUP_WEIGHT
  if (next && squeeze(next.text).length <= LONGEST_HALF && sectionHeading(next.text) === null) {
    const joined = text + next.text.trim()
    const both = sectionHeading(joined)
    if (both && (!whole || whole.section === both.section) && both.strength > (whole?.strength ?? 0.5) + SPLIT_GAIN)
      return { at, length: 2, section: both.section, heading: joined, rest: '', weight: 1 + both.strength + marked }
  }
  if (whole)
    return { at, length: 1, section: whole.section, heading: text, rest: '', weight: 1 + whole.strength + marked }
  const glued = gluedHeading(text)
  return glued && { at, length: 1, section: glued.section, heading: glued.heading, rest: glued.rest, weight: 2 }
}

/**
 * The chain of headings with ascending numbers and the greatest weight (longest increasing subsequence, weighted; first one
 * if equal), then headings of numbers that stand out of order.
 */
function chooseHeadings(candidates: readonly Candidate[]): readonly Candidate[] {
  const chains: { weight: number; chain: readonly Candidate[] }[] = []
  let best: { weight: number; chain: readonly Candidate[] } = { weight: 0, chain: [] }
  for (const candidate of candidates) {
    let before: { weight: number; chain: readonly Candidate[] } = { weight: 0, chain: [] }
    for (const chain of chains)
      if ((chain.chain.at(-1)?.section ?? 0) < candidate.section && chain.weight > before.weight) before = chain
    const chain = { weight: before.weight + candidate.weight, chain: [...before.chain, candidate] }
    chains.push(chain)
    if (chain.weight > best.weight) best = chain
  }
  const chosen = new Map(best.chain.map((candidate) => [candidate.section, candidate]))
  for (const candidate of candidates) if (!chosen.has(candidate.section)) chosen.set(candidate.section, candidate)
  return [...chosen.values()].sort((a, b) => a.at - b.at)
}

/** Parts the last section's prose from the signature, the date and the page furniture behind it. */
function withTail(preamble: readonly Paragraph[], sections: readonly Section[]): Outline {
  const last = sections.at(-1)
  if (!last) return { preamble, sections, tail: [] }
  const cut = last.paragraphs.findIndex(({ text }) => isSignature(text) || isFurniture(text))
  if (cut < 0) return { preamble, sections, tail: [] }
  return {
    preamble,
    sections: [...sections.slice(0, -1), { ...last, paragraphs: last.paragraphs.slice(0, cut) }],
    tail: last.paragraphs.slice(cut),
  }
}
