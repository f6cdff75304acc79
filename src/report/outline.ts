import type { Block, Paragraph } from '../model/block.js'
import { splitAtHeadings, gluedHeading, sectionHeading } from '../vocabulary/sections.js'
import { isFurniture, isPageNumber, runningHeads } from './furniture.js'
import { signatureStart } from './signature.js'
import { squeeze } from '../vocabulary/labels.js'

/** One of the six sections as found, or another headed part (number null). */
interface Section {
  readonly number: number | null
  readonly heading: string
  readonly paragraphs: readonly Paragraph[]
  readonly page: number | null
  /** Does a picture stand among its paragraphs? */
  readonly pictured: boolean
}

/** A report's prose in its parts, tables left out. */
export interface Outline {
  /** Everything before the first section: title, address, introduction, and what surrounds them. */
  readonly preamble: readonly Paragraph[]
  readonly sections: readonly Section[]
  /** Everything after the last section's prose: signature, date, page furniture. */
  readonly tail: readonly Paragraph[]
}

/** A heading in the flow of a document. */
interface Heading {
  /** Its block. */
  readonly at: number
  /** Blocks that it takes: 2 where it is split over two paragraphs. */
  readonly length: number
  /** 1 to 6; null for a headed part that the forms do not know (七、附件). */
  readonly section: number | null
  readonly heading: string
  /** Prose glued to it in the same paragraph. */
  readonly rest: string
}

interface Candidate extends Heading {
  readonly section: number
  readonly weight: number
}

/** Two halves must fit the form's words better than the first alone by this much to be taken as one heading. */
const SPLIT_GAIN = 0.15
/** A heading with something of its own behind it outweighs one that the next heading follows at once (a table of contents). */
const CONTENT_WEIGHT = 0.5
const MARKUP_WEIGHT = 0.2
/** A heading inside a table is surer than this. */
const CELL_STRENGTH = 0.85
/** The second half of a split heading is short. */
const LONGEST_HALF = 24

/** 一、 or 第一部分 on a line of its own. */
const NUMBER_ALONE = /^第?[一二三四五六](?:[、.．]|部分)?$/u

const FURTHER = /^[七八九]、[^。；]{2,30}$/u

/** The blocks of a document parted by the headings of the six sections. */
export function outline(blocks: readonly Block[]): Outline {
  const flow = flowOf(blocks)
  const headings = findHeadings(flow)
  const first = headings[0]
  if (!first) return { preamble: paragraphsIn(flow), sections: [], tail: [] }
  const sections = headings.map((heading, index) => sectionAt(flow, heading, headings[index + 1]?.at ?? flow.length))
  return withTail(paragraphsIn(flow.slice(0, first.at)), sections)
}

/** The blocks without running heads, page numbers and blank lines; paragraphs that run on over headings parted. */
function flowOf(blocks: readonly Block[]): readonly Block[] {
  const running = runningHeads(paragraphsIn(blocks))
  return blocks.flatMap((block): readonly Block[] => {
    if (block.kind !== 'paragraph') return [block]
    if (running.has(block) || isPageNumber(block.text) || block.text.trim() === '') return []
    return splitAtHeadings(block.text).map((text) => ({ ...block, text }))
  })
}

function sectionAt(flow: readonly Block[], heading: Heading, end: number): Section {
  const block = flow[heading.at]
  const rest: readonly Paragraph[] =
    heading.rest !== '' && block?.kind === 'paragraph' ? [{ ...block, text: heading.rest }] : []
  return {
    number: heading.section,
    heading: heading.heading,
    paragraphs: [...rest, ...paragraphsIn(flow.slice(heading.at + heading.length, end))],
    pictured: flow.slice(heading.at, end).some(({ kind }) => kind === 'picture'),
    page:
      block?.kind === 'paragraph'
        ? (block.boxes[0]?.page ?? null)
        : block?.kind === 'table'
          ? (block.pages[0] ?? null)
          : null,
  }
}

function paragraphsIn(blocks: readonly Block[]): readonly Paragraph[] {
  return blocks.filter((block): block is Paragraph => block.kind === 'paragraph')
}

/** Parts the prose of the last statutory section, and of what follows it, from signature, date and page furniture. */
function withTail(preamble: readonly Paragraph[], sections: readonly Section[]): Outline {
  const last = sections.findLastIndex(({ number }) => number !== null)
  const tail: Paragraph[] = []
  const cut = sections.map((section, index) => {
    if (index < last) return section
    const furniture = section.paragraphs.findIndex(({ text }) => isFurniture(text))
    const own = furniture < 0 ? section.paragraphs : section.paragraphs.slice(0, furniture)
    const end = signatureStart(own.map(({ text }) => text))
    tail.push(...section.paragraphs.slice(end))
    return { ...section, paragraphs: section.paragraphs.slice(0, end) }
  })
  return { preamble, sections: cut, tail }
}

/** The headings of the six sections in a document's flow, and of further parts behind them, in the order of the flow. */
function findHeadings(flow: readonly Block[]): readonly Heading[] {
  const chosen = chooseHeadings(candidatesIn(flow))
  const known = new Set(chosen.map(({ section }) => section))
  const statutory = [...chosen, ...headingsInTables(flow).filter(({ section }) => !known.has(section))]
  const last = Math.max(-1, ...statutory.map(({ at }) => at))
  return [...statutory, ...(statutory.length > 0 ? furtherParts(flow, last) : [])].sort((a, b) => a.at - b.at)
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
    const empty =
      candidate.rest === '' && next?.at === candidate.at + candidate.length && next.section !== candidate.section
    return empty ? candidate : { ...candidate, weight: candidate.weight + CONTENT_WEIGHT }
  })
}

function candidateAt(paragraph: Paragraph, next: Paragraph | null, at: number): Candidate | null {
  const text = paragraph.text.trim()
  const whole = sectionHeading(text)
  const marked = paragraph.level === null ? 0 : MARKUP_WEIGHT
  const number = text.length <= LONGEST_HALF && NUMBER_ALONE.test(squeeze(text))
  if (
    next &&
    text.length <= 2 * LONGEST_HALF &&
    squeeze(next.text).length <= LONGEST_HALF &&
    (number || sectionHeading(next.text) === null)
  ) {
    const joined = text + next.text.trim()
    const both = sectionHeading(joined)
    if (both && (!whole || whole.section === both.section) && both.strength > (whole?.strength ?? 0.5) + SPLIT_GAIN)
      return { at, length: 2, section: both.section, heading: joined, rest: '', weight: 1 + both.strength + marked }
  }
  const glued = gluedHeading(text)
  if (glued) return { at, length: 1, section: glued.section, heading: glued.heading, rest: glued.rest, weight: 2 }
  return (
    whole && { at, length: 1, section: whole.section, heading: text, rest: '', weight: 1 + whole.strength + marked }
  )
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
  const chosen = new Map<number, Candidate>(best.chain.map((candidate) => [candidate.section, candidate]))
  for (const candidate of candidates) if (!chosen.has(candidate.section)) chosen.set(candidate.section, candidate)
  return [...chosen.values()].sort((a, b) => a.at - b.at)
}

/** Headings in the first row of their own table. */
function headingsInTables(flow: readonly Block[]): readonly (Heading & { readonly section: number })[] {
  return flow.flatMap((block, at) => {
    if (block.kind !== 'table') return []
    const first = block.cells.find(({ text }) => squeeze(text) !== '')
    const found = first?.row === 0 ? sectionHeading(first.text) : null
    if (!first || !found || found.strength < CELL_STRENGTH) return []
    return [{ at, length: 1, section: found.section, heading: first.text.trim(), rest: '' }]
  })
}

/** Parts numbered on behind the sixth section. */
function furtherParts(flow: readonly Block[], last: number): readonly Heading[] {
  return flow.flatMap((block, at) =>
    at > last && block.kind === 'paragraph' && FURTHER.test(squeeze(block.text))
      ? [{ at, length: 1, section: null, heading: block.text.trim(), rest: '' }]
      : [],
  )
}
