import { doubtBindings, type Binding } from './bindings.js'
import { CellDoubts } from './cell-doubts.js'
import { coveredTables } from './covers.js'
import { hasLowLines, isCutOff, paragraphStyle, type Measures } from './clipping.js'
import { attribute } from './xml.js'
import { colourOf, isDark, sightOf, WHITE, type Colour } from './colours.js'
import { withoutEquations } from './equations.js'
import type { Numbers } from './numbering.js'
import { isDrawnField, revealFields } from './shown-fields.js'
import type { StyleNames, StyleSheet } from './styles.js'
import { conditionsOf, isHiddenRow, styleOf } from './table-look.js'
import { childOf, everyElement, parseTree, serialise, textOf, valueOf, type XmlElement, type XmlNode } from './tree.js'

interface Place extends StyleNames {
  readonly behind: Colour
  /** The innermost cell. */
  readonly cell: CellDoubts | null
}

/** The other parts of a package that decide how its body looks. */
interface Settings {
  readonly numbers: Numbers
  /** Whether the colour of the page is shown. */
  readonly showsPageColour: boolean
  /** Whether Word works out all fields anew when it opens the document. */
  readonly renewsFields?: boolean
  /** Looks up what content controls are bound to. */
  readonly bindingFor?: Binding
}

/**
 * The XML of a body with what its styles and colours hide left out, what they strike or raise said at the runs themselves,
 * and marks in cells that show something else than their text.
 */
export function revealBody(xml: string, sheet: StyleSheet, settings: Settings): string {
  const nodes = revealTree(xml, sheet, settings)
  return nodes ? serialise(nodes) : xml
}

/** The same as a tree; null where the XML is none. */
export function revealTree(
  xml: string,
  sheet: StyleSheet,
  { numbers, showsPageColour, renewsFields, bindingFor }: Settings,
): readonly XmlNode[] | null {
  const parsed = parseTree(xml)
  if (!parsed) return null
  const nodes = xml.includes('oMath') ? withoutEquations(parsed) : parsed
  if (bindingFor && xml.includes('dataBinding')) doubtBindings(nodes, bindingFor)
  revealFields(nodes, renewsFields)
  const page = everyElement(nodes, 'w:background')[0]
  const behind = page && showsPageColour ? colourOf(attribute(page.tag, 'w:color')) : WHITE
  const outside: Place = { table: null, paragraph: null, conditions: [], behind, cell: null }
  new Revealer(sheet, numbers, { covered: coveredTables(nodes), renewsFields }).visitAll(nodes, outside)
  return nodes
}

const TWIPS_PER_HALF_POINT = 10

class Revealer {
  readonly #sheet: StyleSheet
  readonly #numbers: Numbers
  /** Tables over which boxes float. */
  readonly #covered: ReadonlySet<XmlElement>
  readonly #renewsFields: boolean

  constructor(
    sheet: StyleSheet,
    numbers: Numbers,
    {
      covered,
      renewsFields = false,
    }: { readonly covered: ReadonlySet<XmlElement>; readonly renewsFields?: boolean | undefined },
  ) {
    this.#covered = covered
    this.#renewsFields = renewsFields
    this.#sheet = sheet
    this.#numbers = numbers
  }

  visitAll(nodes: readonly XmlNode[], place: Place): void {
    for (const node of nodes) if (typeof node !== 'string') this.#visit(node, place)
  }

  #visit(element: XmlElement, place: Place): void {
    place.cell?.see(element)
    if (element.name === 'w:fldSimple' && (isDrawnField(element) || this.#renewsFields))
      place.cell?.add('cell-not-text')
    switch (element.name) {
      case 'w:tbl':
        this.#visitTable(element, place)
        return
      case 'w:p':
        this.#visitParagraph(element, place)
        return
      case 'w:r':
        this.#visitRun(element, place)
        return
      case 'w:txbxContent':
        // A text box may have a fill of its own.
        this.visitAll(element.children, { ...place, behind: null })
        return
      default:
        this.visitAll(element.children, place)
    }
  }

  #visitTable(element: XmlElement, around: Place): void {
    const table = styleOf(element)
    const properties = childOf(element, 'w:tblPr')
    const place = { ...around, table, conditions: [] }
    element.children = element.children.filter(
      (node) =>
        typeof node === 'string' ||
        node.name !== 'w:tr' ||
        !isHiddenRow(node, (run) => this.#sheet.lookOf(childOf(run, 'w:rPr'), place).hidden),
    )
    const rows = partsOf(element, 'w:tr')
    const look = childOf(properties, 'w:tblLook')
    const band = this.#sheet.bandOf(table)
    rows.forEach((row, rowAt) => {
      const cells = partsOf(row, 'w:tc')
      cells.forEach((cell, at) => {
        const where = { row: rowAt, rows: rows.length, column: at, columns: cells.length }
        const inside = { ...place, conditions: conditionsOf(look, where, band) }
        const behind =
          this.#sheet.shadeOf(childOf(cell, 'w:tcPr')) ??
          this.#sheet.shadeOf(properties) ??
          this.#sheet.backgroundOf(inside, 'table') ??
          around.behind
        const doubts = new CellDoubts()
        if (this.#covered.has(element)) doubts.add('cell-hidden')
        this.#visitCell(cell, { ...inside, behind, cell: doubts }, childOf(row, 'w:trPr'), properties)
      })
    })
  }

  #visitCell(
    cell: XmlElement,
    place: Place & { readonly cell: CellDoubts },
    row: XmlElement | undefined,
    table: XmlElement | undefined,
  ): void {
    const doubts = place.cell
    doubts.heedRow(row, cell)
    this.visitAll(cell.children, place)
    if (isCutOff(row, table, cell, this.#measuresIn(place))) doubts.add('cell-hidden')
    doubts.conclude(cell, raise)
  }

  #measuresIn(place: Place): Measures {
    const sheet = this.#sheet
    return {
      spacingOf: (paragraph, name) => sheet.spacingOf(childOf(paragraph, 'w:pPr'), paragraphStyle(paragraph), name),
      isExact: (paragraph) => sheet.exactLineOf(childOf(paragraph, 'w:pPr'), paragraphStyle(paragraph)) !== null,
      sizeOf: (paragraph, run) => {
        const properties = childOf(run ?? childOf(paragraph, 'w:pPr'), 'w:rPr')
        return sheet.lookOf(properties, { ...place, paragraph: paragraphStyle(paragraph) }).size * TWIPS_PER_HALF_POINT
      },
    }
  }

  #visitParagraph(element: XmlElement, around: Place): void {
    const properties = childOf(element, 'w:pPr')
    const place = { ...around, paragraph: valueOf(childOf(properties, 'w:pStyle')) }
    const behind = this.#sheet.shadeOf(properties) ?? this.#sheet.backgroundOf(place, 'paragraph') ?? around.behind
    this.visitAll(element.children, { ...place, behind })
    if (this.#numbers(this.#sheet.numberingOf(properties, place.paragraph))) place.cell?.add('cell-not-text')
    if (place.cell && hasLowLines(element, this.#measuresIn(place))) place.cell.add('cell-hidden')
    place.cell?.heedParagraph(properties, this.#sheet.exactLineOf(properties, place.paragraph))
  }

  #visitRun(element: XmlElement, place: Place): void {
    const properties = childOf(element, 'w:rPr')
    const look = this.#sheet.lookOf(properties, place)
    const sight = sightOf(look.colour, look.background === undefined ? place.behind : look.background)
    if (look.hidden) keepOnly(element, ({ name }) => /^w:(?:rPr|fldChar|instrText)$/.test(name))
    else if (sight === 'unseen') keepOnly(element, ({ name }) => !/^w:(?:t|sym|p?tab)$/.test(name))
    else if (!look.struck) {
      const isText = (): boolean =>
        everyElement(element.children, 'w:t').some(({ children }) => textOf(children).trim() !== '')
      // Programs differ on whether text without a colour of its own turns white on a dark highlight.
      const isDarkened = look.colour === null && isDark(look.background ?? null)
      if ((sight === 'doubtful' || look.faint || isDarkened) && isText()) place.cell?.add('cell-hidden')
      if (look.symbolic !== 'no' && place.cell && isText()) {
        place.cell.add('cell-not-text')
        if (look.symbolic === 'signs') keepOnly(element, ({ name }) => name !== 'w:t')
      }
      place.cell?.show(element, look.raised || hasOwnMark(element), look.size)
    }
    if (properties) {
      const told = /^w:(?:vanish|strike|dstrike|vertAlign|position)$/
      properties.children = properties.children.filter((node) => typeof node === 'string' || !told.test(node.name))
    }
    if (look.struck) say(element, { name: 'w:strike', tag: '<w:strike>', children: [] })
    if (look.raised && !place.cell) raise(element)
    this.visitAll(element.children, place)
  }
}

/** Tells whether a run is the mark of a note that the writer chose. */
const hasOwnMark = (run: XmlElement): boolean =>
  run.children.some((node) => typeof node !== 'string' && /\bw:customMarkFollows="(?:1|true|on)"/.test(node.tag))

/** The rows of a table or the cells of a row, also those in content controls and changes. */
function partsOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((node) => {
    if (typeof node === 'string') return []
    if (node.name === name) return [node]
    return /^w:(?:sdt|sdtContent|customXml|ins|moveTo)$/.test(node.name) ? partsOf(node, name) : []
  })
}

function keepOnly(element: XmlElement, isKept: (child: XmlElement) => boolean): void {
  element.children = element.children.filter((node) => typeof node === 'string' || isKept(node))
}

function raise(run: XmlElement): void {
  say(run, { name: 'w:vertAlign', tag: '<w:vertAlign w:val="superscript">', children: [] })
}

function say(run: XmlElement, property: XmlElement): void {
  const properties = childOf(run, 'w:rPr')
  if (properties) properties.children.push(property)
  else run.children.unshift({ name: 'w:rPr', tag: '<w:rPr>', children: [property] })
}
