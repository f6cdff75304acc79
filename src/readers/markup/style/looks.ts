import { isPlaced, type Get } from './boxes.js'
import { Cascade, type Values, type Rule } from './cascade.js'
import { contrastOf } from './colours.js'
import { coverOf, isPlacing, isReplaced, orderOf, type Cover } from './cover.js'
import { compute, getter, type Computed, type Getter, type Place } from './computed.js'
import { attributeOf, textOf, type PageElement } from './dom.js'
import { filteredColour } from './filters.js'
import { generatedBy, isIcon, type Generated } from './generated.js'
import { isDisplaced } from './displaced.js'
import { displayOf } from './hints.js'
import { isNumbered, marksOf, type Mark } from './marks.js'
import { DOUBTFUL, SEEN, UNSEEN, VEILED, worse, type Sight } from './sight.js'

export interface Look {
  readonly computed: Computed
  /** Whether neither the element nor anything in it has a place in the page. */
  readonly gone: boolean
  readonly marks: ReadonlySet<Mark>
  readonly before: Generated | null
  readonly after: Generated | null
  /** Whether its first letter or line has a look of its own that may hide it, or hides the first letter. */
  readonly partly: 'whole' | 'doubtful' | 'without-first'
  /** Whether an empty box is painted over the text in it or beside it. */
  readonly covered: boolean
  /** Whether it is an empty box that is a line through the text around it. */
  readonly strikes: boolean
  /** Its place among its neighbours in a flexible box; null where that is the one in the page's markup. */
  readonly order: number | null
  /** Whether the column of a table that it stands for is not seen. */
  readonly closed: boolean
}

const NO_MARKS: ReadonlySet<Mark> = new Set()

interface Surroundings {
  readonly inRow: boolean
  readonly inCell: boolean
}

/** Text that is smaller cannot be read, for sure or most likely; in pixels. */
const MIN_FONT = 2.5
const MIN_READABLE_FONT = 5

/** A line indented by this much starts off the screen, for sure or most likely; in pixels. */
const FAR_INDENT = 400
const INDENT = 150

/** Less is not painted at all. */
const MIN_OPACITY = 0.05

/** Works out how each element of a page is shown. */
export class Looks {
  readonly #cascade: Cascade
  readonly #quirks: boolean
  readonly #linked: boolean
  /** Looks by that of the parent, what is declared, the name, and the place; most elements look like others. */
  readonly #known = new Map<Computed, Map<Values, Map<string, (Look | undefined)[]>>>()
  readonly #aroundTables = new Map<Computed, Computed>()
  readonly #sights = new Map<Computed, Sight>()

  constructor(rules: readonly Rule[], { quirks, linked }: { readonly quirks: boolean; readonly linked: boolean }) {
    this.#cascade = new Cascade(rules, quirks)
    this.#quirks = quirks
    this.#linked = linked
  }

  lookOf(element: PageElement, parent: Computed, around: Surroundings): Look {
    const { inRow, inCell } = around
    const values = this.#cascade.valuesOf(element)
    const cell = element.tagName === 'td' || element.tagName === 'th'
    const outer = this.#quirks && element.tagName === 'table' ? this.#aroundTable(parent) : parent
    const hasParts = (inCell || cell) && this.#cascade.hasParts(element)
    if (hasParts) return this.#ownLook(element, values, outer, around).look
    // Where nothing is declared, only how the name lays an element out counts.
    const known = this.#knownLooks(outer, values, values.size === 0 ? displayOf(element) : element.tagName)
    const at = (inRow ? 1 : 0) + (inCell ? 2 : 0)
    const found = known[at]
    if (found) return found
    if (values.size === 0) return (known[at] = plainLook(element, outer, inRow, cell))
    const { look, shared } = this.#ownLook(element, values, outer, around)
    if (shared) known[at] = look
    return look
  }

  #knownLooks(outer: Computed, values: Values, name: string): (Look | undefined)[] {
    let within = this.#known.get(outer)
    if (!within) this.#known.set(outer, (within = new Map<Values, Map<string, (Look | undefined)[]>>()))
    let alike = within.get(values)
    if (!alike) within.set(values, (alike = new Map<string, (Look | undefined)[]>()))
    let named = alike.get(name)
    if (!named) alike.set(name, (named = []))
    return named
  }

  /** In quirks mode a table does not take over the size of the text around it. */
  #aroundTable(parent: Computed): Computed {
    let outer = this.#aroundTables.get(parent)
    if (!outer) this.#aroundTables.set(parent, (outer = { ...parent, fontSize: 16 }))
    return outer
  }

  /** Works a look out; `shared` tells whether all elements of the name with these values have it in this place. */
  #ownLook(
    element: PageElement,
    values: Values,
    outer: Computed,
    { inRow, inCell }: Surroundings,
  ): { readonly look: Look; readonly shared: boolean } {
    const cell = element.tagName === 'td' || element.tagName === 'th'
    const within = inCell || cell
    const asked = { digits: false }
    const digits = (): number => {
      asked.digits = true
      return digitsIn(element)
    }
    const place = { display: displayOf(element), inRow, cell, cutting: element.tagName === 'input', digits }
    const getting = getter(values, outer, this.#quirks)
    const laidOut = compute(getting, outer, place)
    const { get } = getting
    const before = within ? this.#generated(element, laidOut, 'before') : NOTHING
    const after = within ? this.#generated(element, laidOut, 'after') : NOTHING
    const painted = inCell && values.size > 0 ? paintedOver(element, get) : 'none'
    const hasIcon = before.icon || after.icon
    const cover = painted !== 'none' && !/\S/u.test(textOf(element)) ? painted : 'none'
    const covering = [cover, before.cover, after.cover]
    const isStruck = isPlacing(get) && (before.cover === 'line' || after.cover === 'line')
    const isHidden = isReplaced(get) || (isPlacing(get) && (before.cover === 'whole' || after.cover === 'whole'))
    const computed: Computed = {
      ...laidOut,
      struck: laidOut.struck || isStruck,
      box: isHidden ? worse(laidOut.box, VEILED) : laidOut.box,
    }
    const look: Look = {
      computed,
      gone: isGone(computed.display, element.tagName) || isCollapsed(get, element),
      marks:
        values.size === 0 && !hasIcon && !computed.struck && computed.display !== 'list-item'
          ? NO_MARKS
          : this.#marksOf(element, get, computed, { outer, cell, hasIcon }),
      before: before.text,
      after: after.text,
      partly: within ? this.#partOf(element, computed) : 'whole',
      covered: covering.some((kind) => kind !== 'none'),
      strikes: cover === 'line',
      order: /(?:flex|grid)$/u.test(outer.display) ? orderOf(get) : null,
      closed: element.tagName.startsWith('col') && isClosed(get, { ...computed, colour: outer.colour }),
    }
    const isListed = !within && computed.display === 'list-item'
    return { look, shared: !asked.digits && !isListed && painted === 'none' }
  }

  /** How well text of a look is seen in a table's cell. */
  sightOf(look: Computed): Sight {
    let sight = this.#sights.get(look)
    if (sight === undefined) this.#sights.set(look, (sight = this.#worked(look)))
    return sight
  }

  #worked(look: Computed): Sight {
    if (!look.visible) return UNSEEN
    let sight = look.reversed ? worse(look.box, DOUBTFUL) : look.box
    if (look.fontSize < MIN_READABLE_FONT) sight = worse(sight, look.fontSize < MIN_FONT ? UNSEEN : VEILED)
    const indent = look.lineIndent
    if (indent < -INDENT || indent > 2 * FAR_INDENT)
      sight = worse(sight, Math.abs(indent) > FAR_INDENT ? UNSEEN : VEILED)
    return worse(sight, this.#paintSight(look))
  }

  #generated(element: PageElement, parent: Computed, pseudo: 'before' | 'after'): Pseudo {
    const values = this.#cascade.valuesOf(element, pseudo)
    if (!values.has('content')) return NOTHING
    const getting = getter(values, parent, this.#quirks)
    const computed = compute(getting, parent, LETTER)
    const content = getting.get('content')
    const isPicture = /\burl\(|^(["'])\s*\1$/iu.test(content ?? '')
    const isSeen = isPicture ? computed.visible && computed.opacity > 0 : this.sightOf(computed) < VEILED
    if (!isSeen || computed.display === 'none') return NOTHING
    const isNumbered = computed.numberedQuotes && /(?:open|close)-quote/iu.test(content ?? '')
    const text = generatedBy(content, element) ?? (isNumbered ? { text: '' } : null)
    return { text, cover: text === null ? coverOf(getting.get) : 'none', icon: isIcon(content) }
  }

  /** Whether the first letter or line of a block is shown as the rest of it. */
  #partOf(element: PageElement, computed: Computed): Look['partly'] {
    if (/^(?:inline|contents)$/u.test(computed.display)) return 'whole'
    const letter = this.#cascade.valuesOf(element, 'first-letter')
    const isGone =
      letter.size > 0 && this.sightOf(compute(getter(letter, computed, this.#quirks), computed, LETTER)) >= VEILED
    if (isGone) return 'without-first'
    return hidesPart(letter) || hidesPart(this.#cascade.valuesOf(element, 'first-line')) ? 'doubtful' : 'whole'
  }

  #marksOf(
    element: PageElement,
    get: Get,
    computed: Computed,
    { outer: parent, cell, hasIcon }: { readonly outer: Computed; readonly cell: boolean; readonly hasIcon: boolean },
  ): ReadonlySet<Mark> {
    const marks = new Set(marksOf(get, computed, parent, cell))
    if (hasIcon) marks.add('backed')
    if (isDisplaced(element.tagName, get, computed, parent)) marks.add('displaced')
    if (computed.numberedQuotes && element.tagName === 'q') marks.add('drawn')
    const isItem = computed.display === 'list-item'
    if (isItem && isNumbered(computed.listed, this.#cascade.valuesOf(element, 'marker'))) marks.add('drawn')
    return marks.size === 0 ? NO_MARKS : marks
  }

  #paintSight(look: Computed): Sight {
    const plain = look.fill ?? look.colour
    if (!plain) return look.opacity < MIN_OPACITY ? UNSEEN : DOUBTFUL
    const paint = look.filtered ? filteredColour(plain, look.filtered.filters) : plain
    // A background inside of what is filtered is filtered as well.
    if (!paint || (look.filtered && look.filtered.background !== look.background)) return DOUBTFUL
    if (look.outlined === 'seen') return DOUBTFUL
    if (look.shades.some((shade) => contrastOf(paint, shade) !== 'seen')) return DOUBTFUL
    const contrast = contrastOf({ ...paint, alpha: paint.alpha * look.opacity }, look.background)
    if (contrast === 'seen') return SEEN
    // No background shows up what is not painted at all.
    if (look.opacity < MIN_OPACITY) return UNSEEN
    if (look.backing === 'text') return SEEN
    const isPainted = paint.alpha >= MIN_OPACITY
    if (look.shadowed || (isPainted && look.backing === 'picture')) return DOUBTFUL
    // A sheet that is not at hand may give the background on which the text is seen.
    if (isPainted && this.#linked) return hasColourOfCell(look) ? DOUBTFUL : VEILED
    return contrast === 'lost' && !look.filtered ? UNSEEN : VEILED
  }
}

/** The look of an element of which no style sheet says anything. */
function plainLook(element: PageElement, parent: Computed, inRow: boolean, cell: boolean): Look {
  const place: Place = { display: displayOf(element), inRow, cell, cutting: false, digits: () => 0 }
  const computed = compute(UNSTYLED(parent), parent, place)
  const isListed = computed.display === 'list-item' && isNumbered(computed.listed, new Map())
  const marks = new Set<Mark>()
  if (computed.struck) marks.add('struck')
  if (isListed) marks.add('drawn')
  return {
    ...{ computed, gone: computed.display === 'none', marks, before: null, after: null },
    ...{ partly: 'whole', covered: false, strikes: false, order: null, closed: false },
  }
}

const hasColourOfCell = ({ colour, cellColour, fill }: Computed): boolean =>
  fill === null &&
  colour !== null &&
  cellColour !== null &&
  (['red', 'green', 'blue'] as const).every((part) => Math.abs(colour[part] - cellColour[part]) < 1)

/** An element laid out as a column of a table shows none of its content. */
const isGone = (display: string, tagName: string): boolean =>
  display === 'none' || (display.startsWith('table-column') && !tagName.startsWith('col'))

/** Rows and groups of rows that collapse give up their place. */
const isCollapsed = (get: Get, { tagName }: PageElement): boolean =>
  get('visibility')?.toLowerCase() === 'collapse' && ['tr', 'tbody', 'thead', 'tfoot'].includes(tagName)

interface Pseudo {
  readonly text: Generated | null
  /** How it is painted over the text, where it is an empty box. */
  readonly cover: Cover
  /** Whether it is a sign that only its font knows. */
  readonly icon: boolean
}

/** Where the parts stand that style sheets give an element in a cell. */
const LETTER: Place = { display: 'inline', inRow: true, cell: false, cutting: false, digits: () => 0 }

/** A lookup that finds no values. */
const UNSTYLED = ({ customs }: Computed): Getter => ({ get: () => undefined, customs, unsure: false })

/** How an element is painted over text, if it has none itself: a rule across the page is a line. */
const paintedOver = ({ tagName }: PageElement, get: Get): Cover =>
  tagName === 'hr' && isPlaced(get('position')) ? 'some' : coverOf(get)

const NOTHING: Pseudo = { text: null, cover: 'none', icon: false }

/** Tells whether nothing is seen of the column that a <col> stands for. */
const isClosed = (get: Get, { colour, background }: Computed): boolean =>
  get('visibility')?.toLowerCase() === 'collapse' || (colour !== null && contrastOf(colour, background) !== 'seen')

const digitsIn = (element: PageElement): number => {
  const text = attributeOf(element, 'value') ?? textOf(element)
  return Math.max(0, ...(text.match(/\d+/gu) ?? []).map(({ length }) => length))
}

const HIDING = new Set(['display', 'visibility', 'opacity', 'font-size', 'color', '-webkit-text-fill-color'])

const hidesPart = (values: Values): boolean => [...values.keys()].some((property) => HIDING.has(property))
