import { everyElement, childOf, textOf, valueOf, type XmlElement } from './tree.js'
import { attribute, twips } from './xml.js'

/** Sizes that the styles of a document give to the lines in a cell, in twentieths of a point. */
export interface Measures {
  /** The spacing of a paragraph by name: `before`, `after`, `line`. */
  readonly spacingOf: (paragraph: XmlElement, name: string) => number | null
  /** Whether the height of lines is what is said, and not at least that. */
  readonly isExact: (paragraph: XmlElement) => boolean
  /** The size of the type of a run, or of the mark of a paragraph. */
  readonly sizeOf: (paragraph: XmlElement, run: XmlElement | null) => number
}

/** The share of a digit's height that must be visible for it to be read. */
const READ_SHARE = 0.75

/** The height of a line as a multiple of its type. */
const LINE_SHARE = 1.15

/** A line of the usual height, in twentieths of a point, of which others are multiples. */
const SINGLE = 240

/** Lines that are cut down to this share of their type lose the upper part of it. */
const MIN_LINE_SHARE = 0.65

/** Tells whether a row that keeps its height cuts off digits in one of its cells. */
export function isCutOff(
  row: XmlElement | undefined,
  table: XmlElement | undefined,
  cell: XmlElement,
  measures: Measures,
): boolean {
  const height = exactHeight(row)
  if (height === null) return false
  let at = marginAbove(childOf(cell, 'w:tcPr'), 'w:tcMar') ?? marginAbove(table, 'w:tblCellMar') ?? 0
  let after = 0
  for (const paragraph of paragraphsOf(cell)) {
    const before = measures.spacingOf(paragraph, 'before') ?? 0
    at += Math.max(after, before)
    for (const line of linesOf(paragraph)) {
      const size = Math.max(
        ...line.map((run) => measures.sizeOf(paragraph, run)),
        line.length === 0 ? measures.sizeOf(paragraph, null) : 0,
      )
      const isNumber = line.some((run) => /\d/u.test(shownText(run)))
      if (isNumber && at + size * READ_SHARE > height) return true
      at += lineHeight(paragraph, size, measures)
    }
    after = measures.spacingOf(paragraph, 'after') ?? 0
  }
  return false
}

/** Tells whether the lines of a paragraph are lower than the type of a number in them. */
export function hasLowLines(paragraph: XmlElement, measures: Measures): boolean {
  const line = measures.isExact(paragraph) ? measures.spacingOf(paragraph, 'line') : null
  if (line === null) return false
  return everyElement(paragraph.children, 'w:r').some(
    (run) => /\d/u.test(shownText(run)) && line < measures.sizeOf(paragraph, run) * MIN_LINE_SHARE,
  )
}

function exactHeight(row: XmlElement | undefined): number | null {
  const said = childOf(row, 'w:trHeight')
  if (!said || attribute(said.tag, 'w:hRule') !== 'exact') return null
  const height = twips(attribute(said.tag, 'w:val') ?? '')
  return Number.isNaN(height) ? null : height
}

function marginAbove(properties: XmlElement | undefined, name: string): number | null {
  const top = childOf(childOf(properties, name), 'w:top')
  const width = top ? Number(attribute(top.tag, 'w:w') ?? NaN) : NaN
  return Number.isNaN(width) ? null : width
}

/** The paragraphs of a cell, but not those of tables in it. */
const paragraphsOf = (element: XmlElement): readonly XmlElement[] =>
  element.children.flatMap((node) => {
    if (typeof node === 'string' || node.name === 'w:tbl') return []
    return node.name === 'w:p' ? [node] : paragraphsOf(node)
  })

const shownText = (run: XmlElement): string =>
  textOf(run.children.filter((node) => typeof node !== 'string' && node.name === 'w:t'))

/** The runs of a paragraph, parted where the writer broke the line; one line without runs if there are none. */
function linesOf(paragraph: XmlElement): readonly (readonly XmlElement[])[] {
  const lines: XmlElement[][] = [[]]
  for (const run of everyElement(paragraph.children, 'w:r')) {
    for (const node of run.children) if (typeof node !== 'string' && /^w:(?:br|cr)$/u.test(node.name)) lines.push([])
    if (shownText(run) !== '') lines.at(-1)?.push(run)
  }
  return lines
}

function lineHeight(paragraph: XmlElement, size: number, { spacingOf, isExact }: Measures): number {
  const line = spacingOf(paragraph, 'line') ?? SINGLE
  return isExact(paragraph) ? line : size * LINE_SHARE * Math.max(1, line / SINGLE)
}

/** The style that a paragraph names; null where it names none. */
export const paragraphStyle = (paragraph: XmlElement): string | null =>
  valueOf(childOf(childOf(paragraph, 'w:pPr'), 'w:pStyle'))
