import { DOUBT_MARKS, type MarkedDoubt } from '../markup/text.js'
import { attribute } from './xml.js'
import { childOf, everyElement, run, textOf, valueOf, type XmlElement } from './tree.js'

interface ShownRun {
  readonly element: XmlElement
  readonly raised: boolean
  readonly size: number
}

/** Type smaller than this share of the largest in its cell may be the number of a note. */
const SMALL_SHARE = 0.75

/** Lines that are lower, and indents that are wider, take text out of sight; in twentieths of a point. */
const MIN_LINE = 120
const MAX_INDENT = 5000

/** Elements of Word that show something which is no text of the cell. */
const DRAWN = new Set(
  (
    'w:object w:sym w:ruby w:pgNum w:txbxContent w:subDoc w:contentPart w:control w14:checkbox w:dayShort w:dayLong ' +
    'w:monthShort w:monthLong w:yearShort w:yearLong w:annotationRef w:movie'
  ).split(' '),
)

/** Collects what makes the text of one cell a doubt, and says it in the cell. */
export class CellDoubts {
  readonly #reasons = new Set<MarkedDoubt>()
  readonly #runs: ShownRun[] = []
  #changed = false
  #pictured = false

  add(reason: MarkedDoubt): void {
    this.#reasons.add(reason)
  }

  /** Takes note of a run that is shown. */
  show(element: XmlElement, raised: boolean, size: number): void {
    const text = textOf(element.children.filter((node) => typeof node !== 'string' && node.name === 'w:t'))
    if (/[☐☑☒🗹]/u.test(text)) this.add('cell-not-text')
    if (/[\d０-９]/u.test(text)) this.#runs.push({ element, raised, size })
  }

  /** Takes note of an element that may show something else than text. */
  see(element: XmlElement): void {
    const { name } = element
    if (name === 'w:br' && /\bw:type="(?:page|column)"/.test(element.tag)) this.add('cell-not-text')
    if (name === 'w:del') this.#changed = true
    if (name === 'wp:inline') this.#pictured = true
    if (DRAWN.has(name)) this.add('cell-not-text')
    else if (name === 'w:bdo' && attribute(element.tag, 'w:val') === 'rtl') this.add('cell-not-text')
    else if (name === 'w:drawing' && everyElement([element], 'a:blip').length === 0) this.add('cell-not-text')
    else if (name === 'w:pict' && everyElement([element], 'v:imagedata').length === 0) this.add('cell-not-text')
    else if (name === 'mc:AlternateContent') this.#compare(element)
  }

  /** Takes note of a row that is cut off, or marked as taken away, and of a cell marked so. */
  heedRow(row: XmlElement | undefined, cell: XmlElement): void {
    const height = childOf(row, 'w:trHeight')
    const isCut = height !== undefined && attribute(height.tag, 'w:hRule') === 'exact'
    const lines = isCut
      ? everyElement(cell.children, 'w:p').filter(({ children }) => textOf(children).trim() !== '').length
      : 0
    if (isCut && Number(attribute(height.tag, 'w:val')) < Math.max(1, lines) * MIN_LINE) this.add('cell-hidden')
    if (childOf(row, 'w:del') ?? childOf(childOf(cell, 'w:tcPr'), 'w:cellDel')) this.add('cell-struck-out')
  }

  /** Takes note of a paragraph that stands elsewhere, or whose lines are cut off. */
  heedParagraph(properties: XmlElement | undefined, line: number | null): void {
    const indent = childOf(properties, 'w:ind')
    const isAway = ['left', 'start', 'right', 'end', 'firstLine', 'hanging'].some(
      (side) => indent !== undefined && Math.abs(Number(attribute(indent.tag, `w:${side}`) ?? 0)) > MAX_INDENT,
    )
    if (isAway || childOf(properties, 'w:framePr') || (line !== null && line < MIN_LINE)) this.add('cell-hidden')
  }

  #compare(alternate: XmlElement): void {
    const textBelow = (name: string): string => {
      const chosen = childOf(alternate, name)
      return everyElement(chosen?.children ?? [], 'w:t')
        .map(({ children }) => textOf(children))
        .join('')
    }
    if (childOf(alternate, 'mc:Choice') && textBelow('mc:Choice') !== textBelow('mc:Fallback'))
      this.add('cell-not-text')
  }

  /** Raised digits are said only beside plain ones: a whole number that is raised is a number. */
  conclude(cell: XmlElement, raise: (run: XmlElement) => void): void {
    const raised = this.#runs.filter((one) => one.raised)
    const largest = this.#runs.reduce((most, { size }) => Math.max(most, size), 0)
    if (raised.length > 0 && raised.length < this.#runs.length) {
      this.add('cell-raised')
      for (const { element } of raised) raise(element)
    }
    const small = this.#runs.filter((one) => !one.raised && one.size < largest * SMALL_SHARE)
    if (small.length > 0) this.add('cell-raised')
    for (const { element } of small) raise(element)
    if (this.#changed && withDigits(cell, 'w:del', 'w:delText') && withDigits(cell, 'w:ins', 'w:t'))
      this.add('cell-struck-out')
    const inline =
      this.#pictured && everyElement([cell], 'wp:inline').some((one) => everyElement([one], 'a:blip').length > 0)
    if (inline && this.#runs.length > 0) this.add('cell-not-text')
    if (this.#runs.length > 0 && isCrossed(cell)) this.add('cell-struck-out')
    if (this.#reasons.size === 0) return
    const marks = run([...this.#reasons].map((reason) => DOUBT_MARKS[reason]).join(''))
    everyElement(cell.children, 'w:p').at(-1)?.children.push(marks)
  }
}

/** Tells whether a line is drawn from one corner of a cell to another. */
const isCrossed = (cell: XmlElement): boolean =>
  ['w:tl2br', 'w:tr2bl'].some((name) => {
    const line = childOf(childOf(childOf(cell, 'w:tcPr'), 'w:tcBorders'), name)
    return line !== undefined && !/^(?:nil|none)$/.test(valueOf(line) ?? 'none')
  })

const withDigits = (cell: XmlElement, change: string, text: string): boolean =>
  everyElement(cell.children, change).some((one) =>
    everyElement([one], text).some(({ children }) => /\d/.test(textOf(children))),
  )
