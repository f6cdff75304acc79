import type { CellDoubt } from '../../model/block.js'
import { addText, BLOCK_ELEMENTS, enterInline, isSpacer, plainText, PLAIN, type InlineContext } from './inline.js'
import { FIELDS, fieldText, isPlainField } from './field.js'
import { GENERATED, ORDER, VEIL, type MarkupElement, type MarkupNode } from './element.js'
import { isOneColumn } from './shape.js'
import { InlineText, joinLines, mirrored } from './text.js'

/** A cell as a reader of the page sees it: its text, and the tables inside of it that are tables in their own right. */
interface CellContent {
  readonly text: string
  readonly nested: readonly MarkupElement[]
  /** Set where the cell shows something that is not its text. */
  readonly doubt?: CellDoubt
}

/** Stand for what a cell holds instead of text: such a cell is not blank. */
const PICTURE_MARK = '〔图片〕'
const NUMBER_ONLY = /^\s*\d{1,9}\s*$/u
const TABLE_MARK = '〔表格〕'

/** Reads a table's cell (or its caption): paragraphs and line breaks joined, tables of one column taken as lines. */
export function readCell(cell: MarkupElement): CellContent {
  const content = collect(cell, PLAIN)
  const text = withNotes(joinLines(content.run.lines()))
  const isPicture = (text === '' && content.backed) || (content.pictures > 0 && /\d/u.test(text))
  const doubt =
    content.drawn || isPicture ? 'cell-not-text' : (content.run.doubt ?? (content.veiled ? 'cell-hidden' : null))
  if (text !== '' || doubt !== null) return { text, nested: content.nested, ...(doubt === null ? {} : { doubt }) }
  // Only struck-out text: the cell is not blank, and whether it counts is for a person to say.
  if (content.run.skippedStruck) {
    const struck = joinLines(collect(cell, { ...PLAIN, showStruck: true }).run.lines())
    if (struck !== '') return { text: `〔${struck}〕`, nested: content.nested }
  }
  // A picture with a number for its name most likely shows that number.
  if (content.pictures === 1 && NUMBER_ONLY.test(content.named))
    return { text: content.named.trim(), nested: content.nested, doubt: 'cell-not-text' }
  const mark = content.nested.length > 0 ? TABLE_MARK : content.pictures > 0 ? PICTURE_MARK : ''
  return { text: mark, nested: content.nested }
}

/** Raised digits behind a number are the mark of a note, or a power: no digits of it. */
const withNotes = (text: string): string =>
  text.replace(/(?<=\d)[⁰¹²³⁴-⁹]+/gu, (raised) => `[${raised.normalize('NFKC')}]`)

interface Collected {
  readonly run: InlineText
  readonly nested: readonly MarkupElement[]
  readonly pictures: number
  /** The text that stands for the last picture. */
  readonly named: string
  /** Whether something is drawn that is no text, and whether a picture stands behind the text. */
  readonly drawn: boolean
  readonly backed: boolean
  /** Whether a reader of the page may see other text than is given here. */
  readonly veiled: boolean
}

/** Elements that show something which is not their text. */
const DRAWN = new Set([
  GENERATED,
  ...'svg math canvas video button script object embed iframe audio meter progress'.split(' '),
])

function collect(cell: MarkupElement, outermost: InlineContext): Collected {
  const run = new InlineText()
  const nested: MarkupElement[] = []
  let pictures = 0
  let named = ''
  let drawn = false
  let backed = false
  let veiled = false
  const heed = (element: MarkupElement): void => {
    const { marks, children } = element
    if (!marks || marks.size === 0) return
    if (marks.has('backed')) backed = true
    if (marks.has('drawn') || marks.has('filled')) drawn = true
    // Digits that stand elsewhere than in their order are another number.
    if (marks.has('moved') && element !== cell) {
      const inside = digitsIn(element)
      if (inside > 0 && inside < digitsIn(cell)) drawn = true
    }
    if (marks.has('turned') && children.filter(hasDigits).length > 1) drawn = true
  }
  const visitAll = (element: MarkupElement, context: InlineContext): void => {
    const inside = enterInline(element, run, context)
    if (!inside) return
    for (const child of inShownOrder(element)) {
      if (child.kind === 'text') addText(run, child.text, inside.context)
      else visit(child, inside.context)
    }
    run.add(inside.closing, context.inLink)
  }
  const visit = (element: MarkupElement, context: InlineContext): void => {
    heed(element)
    if (DRAWN.has(element.name)) {
      drawn = true
      if (showsText(element)) run.add(plainText(element), false)
    } else if (element.name === VEIL) veiled = true
    else if (element.name === 'br') run.breakLine()
    else if (element.name === 'img' && !isSpacer(element)) {
      pictures += 1
      named = element.attributes.get('alt') ?? ''
    } else if (element.name === 'img') return
    else if (FIELDS.has(element.name)) {
      drawn ||= !isPlainField(element)
      run.add(fieldText(element), false)
    } else if (isCustom(element)) drawn = true
    else if (element.marks?.has('mirrored')) {
      veiled = true
      run.add(mirrored(plainText(element)), context.inLink)
    } else if (element.name === 'table' && !isOneColumn(element)) nested.push(element)
    else if (isBlock(element)) {
      run.breakLine()
      visitAll(element, context)
      run.breakLine()
    } else visitAll(element, context)
  }
  heed(cell)
  visitAll(cell, outermost)
  return { run, nested, pictures, named, drawn, backed, veiled }
}

/** Tells whether a drawn element shows the text in it; an object does where it has nothing else to show. */
const showsText = ({ name, attributes }: MarkupElement): boolean =>
  [GENERATED, 'svg', 'math', 'button'].includes(name) || (name === 'object' && !attributes.has('data'))

/** The parts of an element as they stand beside each other; flexible boxes and grids may place them otherwise. */
function inShownOrder({ children, marks }: MarkupElement): readonly MarkupNode[] {
  const placeOf = (node: MarkupNode): number => (node.kind === 'element' ? Number(node.attributes.get(ORDER) ?? 0) : 0)
  const ordered = children.some(placeOf) ? children.toSorted((one, other) => placeOf(one) - placeOf(other)) : children
  return marks?.has('turned') ? ordered.toReversed() : ordered
}

const hasDigits = (node: MarkupNode): boolean => /\d/u.test(node.kind === 'text' ? node.text : plainText(node))

/** Tells whether an element stands in lines of its own; a style sheet may say otherwise than its name. */
const isBlock = ({ name, marks }: MarkupElement): boolean =>
  marks?.has('block') === true || (BLOCK_ELEMENTS.has(name) && marks?.has('inline') !== true)

const digitsIn = (element: MarkupElement): number => (plainText(element).match(/\d/gu) ?? []).length

/** An element that only a script knows, and that shows nothing by itself. */
const isCustom = (element: MarkupElement): boolean => element.name.includes('-') && plainText(element).trim() === ''
