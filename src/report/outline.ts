import type { Block, Paragraph } from '../model/block.js'
import { splitAtHeadings } from '../vocabulary/sections.js'
import { isFurniture, isPageNumber, runningHeads } from './furniture.js'
import { type Heading, findHeadings } from './headings.js'
import { signatureStart } from './signature.js'

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
