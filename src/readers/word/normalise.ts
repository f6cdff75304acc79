import { HOLE } from '../markup/tables.js'
import { eachToken, type XmlNode } from './tree.js'
import { attribute, tokens, type XmlToken } from './xml.js'

/**
 * Rewrites parts of WordprocessingML (ECMA-376 part 1) that mammoth does not know in terms that it does: rows that start
 * some columns in (gridBefore), cells merged the old way (hMerge), fields and directions around runs, hidden text, text
 * boxes without a fallback; and bookmarks between rows taken away, for which it would give up all merging.
 */
export function normaliseDocument(xml: string, tree: readonly XmlNode[] | null = null): string {
  // Another prefix than the one that every producer uses: leave the document to mammoth as it is.
  if (!/\sxmlns:w\s*=/.test(xml.slice(0, 10_000))) return xml
  const writer = new Writer()
  if (tree)
    eachToken(tree, (token) => {
      writer.take(token)
    })
  else for (const token of tokens(xml)) writer.take(token)
  return writer.text()
}

/** Looks of tables, paragraphs and runs that mammoth reads past; most of a document consists of them. */
const LOOKS = [
  ...['w:tblBorders', 'w:tblCellMar', 'w:tblGrid', 'w:tblInd', 'w:tblLayout', 'w:tblLook', 'w:tblW'],
  ...['w:tcBorders', 'w:tcMar', 'w:tcW', 'w:noWrap', 'w:vAlign', 'w:shd', 'w:trHeight'],
  ...['w:pBdr', 'w:tabs', 'w:spacing', 'w:snapToGrid', 'w:widowControl', 'w:sectPr', 'w:proofErr'],
  ...['w:rFonts', 'w:sz', 'w:szCs', 'w:bCs', 'w:iCs', 'w:color', 'w:kern', 'w:lang', 'w:w'],
]

const DROPPED = new Set(['w:bookmarkStart', 'w:bookmarkEnd', 'w:rt', 'w:rubyPr', ...LOOKS])

/** mammoth reads what is in a smart tag and ignores what it does not know. */
const TRANSPARENT = new Set(['w:fldSimple', 'w:bdo', 'w:dir', 'w:ruby', 'w:rubyBase'])

/** Elements that mammoth knows by another name only. */
const KNOWN_AS: Readonly<Record<string, string>> = { 'w:cr': 'w:br', 'w:ptab': 'w:tab' }

/** Text in these is never shown by a hidden run. */
const HIDEABLE = new Set(['w:t', 'w:sym', 'w:tab', 'w:ptab'])

interface Frame {
  readonly name: string
  /** Where its start tag stands in the output. */
  readonly start: number
  /** A run: its text is hidden. */
  hidden: boolean
  /** A row: columns ahead of its first cell; whether their filler was written; the cell that later ones are merged into. */
  skipped: number
  filled: boolean
  merging: { at: number; span: number } | null
  /** A cell: its own span, where to write a wider one, and whether it only continues the one before. */
  span: number
  spanAt: number | null
  continues: boolean
  /** Alternate content: the fallback was seen; where its text boxes stand. */
  fallback: boolean
  readonly boxes: { readonly from: number; readonly to: number }[]
}

class Writer {
  readonly #out: string[] = []
  readonly #stack: Frame[] = []
  /** How deep inside of a dropped element. */
  #dropping = 0

  text(): string {
    return this.#out.join('')
  }

  take(token: XmlToken): void {
    if (this.#dropping > 0) {
      if (token.kind === 'open') this.#dropping += 1
      else if (token.kind === 'close') this.#dropping -= 1
      return
    }
    if (token.kind === 'text') this.#out.push(token.source)
    else if (token.kind === 'close') this.#close(token.name, token.source)
    else this.#open(token)
  }

  #open(token: Extract<XmlToken, { source: string; name: string }>): void {
    const { name, source } = token
    const empty = token.kind === 'empty'
    if (DROPPED.has(name) || (HIDEABLE.has(name) && this.#stack.at(-1)?.hidden === true)) {
      if (!empty) this.#dropping = 1
      return
    }
    this.#note(name, source)
    if (name === 'w:tc') this.#fillRow()
    if (!empty) this.#stack.push(frame(name, this.#out.length))
    const known = KNOWN_AS[name]
    if (known !== undefined) this.#out.push(source.replace(name, known))
    else this.#out.push(TRANSPARENT.has(name) ? (empty ? '' : '<w:smartTag>') : source)
  }

  /** Properties stand ahead of the content that they are about. */
  #note(name: string, source: string): void {
    const parent = this.#stack.at(-2)
    switch (name) {
      case 'w:vanish':
        if (parent?.name === 'w:r' && isOn(source)) parent.hidden = true
        break
      case 'w:gridBefore':
        if (parent?.name === 'w:tr') parent.skipped = Math.min(Number(attribute(source, 'w:val') ?? 0) || 0, 100)
        break
      case 'w:gridSpan':
        if (parent?.name !== 'w:tc') break
        parent.span = Number(attribute(source, 'w:val') ?? 1) || 1
        parent.spanAt = this.#out.length
        break
      case 'w:hMerge':
        if (parent?.name === 'w:tc') this.#noteMerge(parent, attribute(source, 'w:val') === 'restart')
        break
      case 'mc:Fallback': {
        const around = this.#stack.at(-1)
        if (around?.name === 'mc:AlternateContent') around.fallback = true
        break
      }
    }
  }

  #noteMerge(cell: Frame, restart: boolean): void {
    const row = this.#stack.findLast(({ name }) => name === 'w:tr')
    if (!row) return
    if (!restart) {
      cell.continues = row.merging !== null
      return
    }
    // The place of a span to be written when the cells that continue this one are known.
    const at = cell.spanAt ?? this.#out.length
    if (cell.spanAt === null) this.#out.push('')
    row.merging = { at, span: cell.span }
  }

  #fillRow(): void {
    const row = this.#stack.at(-1)
    if (row?.name !== 'w:tr' || row.filled) return
    row.filled = true
    if (row.skipped <= 0) return
    const span = `<w:tcPr><w:gridSpan w:val="${row.skipped}"/></w:tcPr>`
    this.#out.push(`<w:tc>${span}<w:p><w:r><w:t>${HOLE}</w:t></w:r></w:p></w:tc>`)
  }

  #close(name: string, source: string): void {
    const closed = this.#stack.at(-1)?.name === name ? this.#stack.pop() : undefined
    if (closed && name === 'w:tc' && this.#mergedAway(closed)) return
    const known = KNOWN_AS[name]
    this.#out.push(TRANSPARENT.has(name) ? '</w:smartTag>' : known === undefined ? source : `</${known}>`)
    if (!closed) return
    if (name === 'w:txbxContent') {
      const around = this.#stack.findLast((outer) => outer.name === 'mc:AlternateContent')
      around?.boxes.push({ from: closed.start, to: this.#out.length })
    }
    if (name === 'mc:AlternateContent' && !closed.fallback) this.#fallBack(closed)
  }

  /** A cell that continues the one before it is taken back, and that one made wider; otherwise the merging ends here. */
  #mergedAway(cell: Frame): boolean {
    const row = this.#stack.findLast(({ name }) => name === 'w:tr')
    if (!row?.merging) return false
    if (!cell.continues) {
      if (row.merging.at < cell.start) row.merging = null
      return false
    }
    row.merging.span += cell.span
    this.#out[row.merging.at] = `<w:gridSpan w:val="${row.merging.span}"/>`
    this.#out.length = cell.start
    return true
  }

  /** Alternate content that has no fallback: its text boxes are what can be read of it, else whatever it chose. */
  #fallBack(closed: Frame): void {
    const boxes = closed.boxes.map(({ from, to }) => this.#out.slice(from, to).join(''))
    const body = this.#out.slice(closed.start + 1, -1).join('')
    this.#out.length = closed.start
    this.#out.push(
      boxes.length > 0
        ? `<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>${boxes.join('')}</v:textbox></w:pict>`
        : body.replace(/^[^]*?<mc:Choice\b[^>]*>/, '').replace(/<\/mc:Choice>[^]*$/, ''),
    )
  }
}

const frame = (name: string, start: number): Frame => ({
  name,
  start,
  hidden: false,
  skipped: 0,
  filled: false,
  merging: null,
  span: 1,
  spanAt: null,
  continues: false,
  fallback: false,
  boxes: [],
})

const isOn = (tag: string): boolean => !/^(?:false|0|off)$/.test(attribute(tag, 'w:val') ?? 'true')
