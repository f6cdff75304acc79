import type { CellDoubt } from '../../model/block.js'
import { addText, BLOCK_ELEMENTS, enterInline, isSpacer, PLAIN, type InlineContext } from './inline.js'
import { isOneColumn } from './shape.js'
import { InlineText, joinLines } from './text.js'
import { GENERATED, type MarkupElement } from './tree.js'

/** A cell as a reader of the page sees it: its text, and the tables inside of it that are tables in their own right. */
export interface CellContent {
  readonly text: string
  readonly nested: readonly MarkupElement[]
  /** Set where the cell shows something that is not its text. */
  readonly doubt?: CellDoubt
}

/** Stand for what a cell holds instead of text: such a cell is not blank. */
const PICTURE_MARK = '〔图片〕'
const TABLE_MARK = '〔表格〕'

/** Reads a table's cell (or its caption): paragraphs and line breaks joined, tables of one column taken as lines. */
export function readCell(cell: MarkupElement): CellContent {
  const content = collect(cell, PLAIN)
  const text = joinLines(content.run.lines())
  const drawn = content.drawn || (text === '' && content.backed)
  const doubt = drawn ? 'cell-not-text' : content.run.doubt
  if (text !== '' || doubt !== null) return { text, nested: content.nested, ...(doubt === null ? {} : { doubt }) }
  // Only struck-out text: the cell is not blank, and whether it counts is for a person to say.
  if (content.run.skippedStruck) {
    const struck = joinLines(collect(cell, { ...PLAIN, showStruck: true }).run.lines())
    if (struck !== '') return { text: `〔${struck}〕`, nested: content.nested }
  }
  const mark = content.nested.length > 0 ? TABLE_MARK : content.pictures > 0 ? PICTURE_MARK : ''
  return { text: mark, nested: content.nested }
}

interface Collected {
  readonly run: InlineText
  readonly nested: readonly MarkupElement[]
  readonly pictures: number
  /** Whether something is drawn that is no text, and whether a picture stands behind the text. */
  readonly drawn: boolean
  readonly backed: boolean
}

/** Elements that show something which is not their text. */
const DRAWN = new Set([
  GENERATED,
  ...'select textarea svg math canvas video button script object embed iframe audio meter progress'.split(' '),
])
const PICTURE_BEHIND = /background[^;]*url\(/i

function collect(cell: MarkupElement, outermost: InlineContext): Collected {
  const run = new InlineText()
  const nested: MarkupElement[] = []
  let pictures = 0
  let drawn = false
  let backed = PICTURE_BEHIND.test(cell.attributes.get('style') ?? '')
  const visitAll = (element: MarkupElement, context: InlineContext): void => {
    const inside = enterInline(element, run, context)
    if (!inside) return
    for (const child of element.children) {
      if (child.kind === 'text') addText(run, child.text, inside.context)
      else visit(child, inside.context)
    }
    run.add(inside.closing, context.inLink)
  }
  const visit = (element: MarkupElement, context: InlineContext): void => {
    if (PICTURE_BEHIND.test(element.attributes.get('style') ?? '')) backed = true
    if (DRAWN.has(element.name)) drawn = true
    else if (element.name === 'br') run.breakLine()
    else if (element.name === 'img') pictures += isSpacer(element) ? 0 : 1
    else if (element.name === 'input') run.add(fieldText(element), false)
    else if (element.name === 'table' && !isOneColumn(element)) nested.push(element)
    else if (BLOCK_ELEMENTS.has(element.name)) {
      run.breakLine()
      visitAll(element, context)
      run.breakLine()
    } else visitAll(element, context)
  }
  visitAll(cell, outermost)
  return { run, nested, pictures, drawn, backed }
}

/** What a form field shows. */
function fieldText(input: MarkupElement): string {
  const type = input.attributes.get('type')?.toLowerCase() ?? 'text'
  return ['text', 'number', ''].includes(type) ? (input.attributes.get('value') ?? '') : ''
}
