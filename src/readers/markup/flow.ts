import type { Block, Paragraph } from '../../model/block.js'
import { addText, BLOCK_ELEMENTS, enterInline, isSpacer, pixels, PLAIN, type InlineContext } from './inline.js'
import { GENERATED, type MarkupElement } from './element.js'
import { isLayoutTable, textLengths } from './shape.js'
import { readTable } from './tables.js'
import { InlineText, joinLines, visibleLength } from './text.js'

/** A block with where in the markup it came from. */
export interface FlowItem {
  readonly block: Block
  /** The element that the block is, or the nearest block element around its text. */
  readonly element: MarkupElement
  /** Share of its characters that are link text, 0..1. */
  readonly linkShare: number
}

/** Finds the encoded picture of an <img>; null where the document only links to it. */
type PictureSource = (image: MarkupElement) => Uint8Array | null

interface Context extends InlineContext {
  readonly level: number | null
  readonly align: Paragraph['align']
}

/** Never text of the page. */
const SILENT = new Set(['head', 'title', 'object', 'embed', 'iframe', 'frame', 'select', 'textarea', GENERATED])

/** A longer text came into the heading through a tag left open. */
const LONGEST_HEADING = 120

/** The blocks below an element in reading order: paragraphs, data tables, pictures; layout tables dissolve. */
export function flowOf(root: MarkupElement, pictureSource: PictureSource): readonly FlowItem[] {
  const flow = new Flow(root, pictureSource)
  flow.visit(root, { ...PLAIN, level: null, align: null })
  return flow.items
}

class Flow {
  readonly items: FlowItem[] = []
  readonly #pictureSource: PictureSource
  #run = new InlineText()
  #owner: MarkupElement
  #context: Context = { ...PLAIN, level: null, align: null }

  constructor(root: MarkupElement, pictureSource: PictureSource) {
    this.#owner = root
    this.#pictureSource = pictureSource
  }

  visit(element: MarkupElement, context: Context): void {
    if (SILENT.has(element.name)) return
    if (element.name === 'br') this.#run.breakLine()
    else if (element.name === 'img') this.#picture(element, context)
    else if (BLOCK_ELEMENTS.has(element.name)) this.#block(element, context)
    else this.#children(element, context)
  }

  #block(element: MarkupElement, context: Context): void {
    this.#flush()
    const outer = { owner: this.#owner, context: this.#context }
    this.#owner = element
    this.#context = blockContext(element, context)
    if (element.name === 'table' && !isLayoutTable(element)) this.#table(element, this.#context)
    else this.#children(element, this.#context)
    this.#flush()
    this.#owner = outer.owner
    this.#context = outer.context
  }

  #children(element: MarkupElement, context: Context): void {
    const inside = enterInline(element, this.#run, context)
    if (!inside) return
    for (const child of element.children) {
      if (child.kind === 'text') addText(this.#run, child.text, inside.context)
      else this.visit(child, { ...context, ...inside.context })
    }
    this.#run.add(inside.closing, context.inLink)
  }

  #table(element: MarkupElement, context: Context): void {
    const { grid, nested } = readTable(element)
    const { all, linked } = textLengths(element)
    if (grid.cells.length > 0) this.items.push({ block: grid, element, linkShare: all === 0 ? 0 : linked / all })
    for (const inner of nested) this.visit(inner, context)
  }

  #picture(element: MarkupElement, context: Context): void {
    if (isSpacer(element)) return
    this.#flush()
    const bytes = this.#pictureSource(element)
    const picture: Block = {
      kind: 'picture',
      bytes,
      width: pixels(element, 'width'),
      height: pixels(element, 'height'),
    }
    this.items.push({ block: picture, element, linkShare: context.inLink ? 1 : 0 })
  }

  /** Ends the paragraph: one for each line, except that a heading is one whatever its lines. */
  #flush(): void {
    const run = this.#run
    const lines = run.lines().filter((line) => line !== '')
    this.#run = new InlineText()
    if (lines.length === 0) return
    const length = lines.reduce((sum, line) => sum + visibleLength(line), 0)
    const { align } = this.#context
    const level = length <= LONGEST_HEADING ? this.#context.level : null
    const linkShare = Math.min(1, run.linked / length)
    for (const text of level === null ? lines : [joinLines(lines)])
      this.items.push({
        block: { kind: 'paragraph', text, boxes: [], level, size: null, align },
        element: this.#owner,
        linkShare,
      })
  }
}

/** A table's `align` places the table, and browsers let no text alignment into it from outside of pages of that age. */
function blockContext(element: MarkupElement, context: Context): Context {
  const heading = /^h([1-6])$/.exec(element.name)?.[1]
  return {
    ...context,
    level: heading === undefined ? context.level : Number(heading),
    align: element.name === 'table' ? null : (alignOf(element) ?? context.align),
  }
}

const STYLE_ALIGN = /(?:^|;)\s*text-align\s*:\s*(\w+)/i
const CLASS_ALIGN = /(?:^|[\s-])(?:align|text)-(left|center|right)(?:\s|$)/i

function alignOf(element: MarkupElement): Paragraph['align'] {
  if (element.name === 'center') return 'center'
  const said =
    STYLE_ALIGN.exec(element.attributes.get('style') ?? '')?.[1] ??
    element.attributes.get('align') ??
    CLASS_ALIGN.exec(element.attributes.get('class') ?? '')?.[1]
  switch (said?.toLowerCase()) {
    case 'center':
      return 'center'
    case 'right':
    case 'end':
      return 'right'
    case 'left':
    case 'start':
    case 'justify':
      return 'left'
    default:
      return null
  }
}
