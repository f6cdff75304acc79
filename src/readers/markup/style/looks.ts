import { isPlaced, type Get } from './boxes.js'
import { Cascade, type Values } from './cascade.js'
import { contrastOf } from './colours.js'
import { compute, getter, isFloating, type Computed, type Place } from './computed.js'
import type { PageElement } from './dom.js'
import { generatedBy, type Generated } from './generated.js'
import { displayOf } from './hints.js'
import { pixelsOf } from './lengths.js'
import type { Rule } from './sheet.js'
import { DOUBTFUL, SEEN, UNSEEN, VEILED, worse, type Sight } from './sight.js'

/**
 * What the look of an element says of its text: `struck` out, `raised` or small beside the text around it, `backed` by a
 * picture, `moved` from its place in the line.
 */
export type Mark = 'struck' | 'raised' | 'backed' | 'moved'

export interface Look {
  readonly computed: Computed
  /** Whether neither the element nor anything in it has a place in the page. */
  readonly gone: boolean
  readonly marks: readonly Mark[]
  readonly before: Generated | null
  readonly after: Generated | null
  /** Whether its first letter or line has a look of its own that may hide it. */
  readonly partly: boolean
}

export interface Surroundings {
  readonly inRow: boolean
  readonly inCell: boolean
}

/** Text that is smaller cannot be read, for sure or most likely; in pixels. */
const MIN_FONT = 2.5
const MIN_READABLE_FONT = 5

/** A line indented by so much starts off the screen, for sure or most likely; in pixels. */
const FAR_INDENT = 400
const INDENT = 150

/** Smaller beside its parent's text than this share, it may be the number of a note. */
const MIN_SHARE = 0.8

/** Less is not painted at all. */
const MIN_OPACITY = 0.05

/** Works out how each element of a page is shown. */
export class Looks {
  readonly #cascade: Cascade
  readonly #quirks: boolean
  readonly #linked: boolean

  constructor(rules: readonly Rule[], { quirks, linked }: { readonly quirks: boolean; readonly linked: boolean }) {
    this.#cascade = new Cascade(rules, quirks)
    this.#quirks = quirks
    this.#linked = linked
  }

  lookOf(element: PageElement, parent: Computed, { inRow, inCell }: Surroundings): Look {
    const values = this.#cascade.valuesOf(element)
    const cell = element.tagName === 'td' || element.tagName === 'th'
    // In quirks mode a table does not take over the size of the text around it.
    const outer = this.#quirks && element.tagName === 'table' ? { ...parent, fontSize: 16 } : parent
    const { get, computed } = this.#computedOf(values, outer, { display: displayOf(element), inRow, cell })
    const within = inCell || cell
    return {
      computed,
      gone: computed.display === 'none' || isCollapsed(get, element),
      marks: values.size === 0 && !computed.struck ? [] : marksOf(get, computed, outer, cell),
      before: within ? this.#generated(element, computed, 'before') : null,
      after: within ? this.#generated(element, computed, 'after') : null,
      partly: within && hidesPart(this.#cascade.valuesOf(element, 'first')),
    }
  }

  /** How well text of a look is seen in a table's cell. */
  sightOf(look: Computed): Sight {
    if (!look.visible) return UNSEEN
    let sight = look.reversed ? worse(look.box, DOUBTFUL) : look.box
    if (look.fontSize < MIN_READABLE_FONT) sight = worse(sight, look.fontSize < MIN_FONT ? UNSEEN : VEILED)
    const indent = look.lineIndent
    if (indent < -INDENT || indent > 2 * FAR_INDENT)
      sight = worse(sight, Math.abs(indent) > FAR_INDENT ? UNSEEN : VEILED)
    return worse(sight, this.#paintSight(look))
  }

  #computedOf(values: Values, parent: Computed, place: Place): { readonly get: Get; readonly computed: Computed } {
    const { get, customs } = getter(values, parent, this.#quirks)
    return { get, computed: { ...compute(get, parent, place), customs } }
  }

  #generated(element: PageElement, parent: Computed, pseudo: 'before' | 'after'): Generated | null {
    const values = this.#cascade.valuesOf(element, pseudo)
    if (!values.has('content')) return null
    const { get, computed } = this.#computedOf(values, parent, { display: 'inline', inRow: true, cell: false })
    const isSeen = computed.display !== 'none' && this.sightOf(computed) < VEILED
    return isSeen ? generatedBy(get('content'), element) : null
  }

  #paintSight(look: Computed): Sight {
    const paint = look.fill ?? look.colour
    if (!paint) return look.opacity < MIN_OPACITY ? UNSEEN : SEEN
    const contrast = contrastOf({ ...paint, alpha: paint.alpha * look.opacity }, look.background)
    if (contrast === 'seen') return SEEN
    // No background shows up what is not painted at all.
    if (look.opacity < MIN_OPACITY) return UNSEEN
    if (look.backing === 'text') return SEEN
    const isPainted = paint.alpha >= MIN_OPACITY
    if (look.shadowed || (isPainted && look.backing === 'picture')) return DOUBTFUL
    // A sheet that is not at hand may give the background on which the text is seen.
    if (isPainted && this.#linked) return hasColourOfCell(look) ? DOUBTFUL : VEILED
    return contrast === 'lost' ? UNSEEN : VEILED
  }
}

const hasColourOfCell = ({ colour, cellColour, fill }: Computed): boolean =>
  fill === null &&
  colour !== null &&
  cellColour !== null &&
  (['red', 'green', 'blue'] as const).every((part) => Math.abs(colour[part] - cellColour[part]) < 1)

/** Rows and groups of rows that collapse give up their place. */
const isCollapsed = (get: Get, { tagName }: PageElement): boolean =>
  get('visibility')?.toLowerCase() === 'collapse' && ['tr', 'tbody', 'thead', 'tfoot'].includes(tagName)

function marksOf(get: Get, computed: Computed, parent: Computed, cell: boolean): readonly Mark[] {
  const marks: Mark[] = []
  if (computed.struck) marks.push('struck')
  if (/(?:url|image|image-set)\(/iu.test(get('background-image') ?? '')) marks.push('backed')
  if (!cell && isRaised(get, computed, parent)) marks.push('raised')
  if (!cell && (isFloating(get) || isPlaced(get('position')) || (get('flex-direction') ?? '').endsWith('reverse')))
    marks.push('moved')
  return marks
}

function isRaised(get: Get, { fontSize }: Computed, parent: Computed): boolean {
  const measures = { fontSize, whole: fontSize }
  const align = get('vertical-align')?.toLowerCase() ?? 'baseline'
  if (/^(?:super|sub|text-top|text-bottom)$/u.test(align) || Math.abs(pixelsOf(align, measures) ?? 0) >= 1) return true
  const shifts =
    get('position') === 'relative' ? ['top', 'bottom'].map((side) => pixelsOf(get(side), measures) ?? 0) : []
  return shifts.some((shift) => Math.abs(shift) >= 2) || fontSize < parent.fontSize * MIN_SHARE
}

const HIDING = new Set(['display', 'visibility', 'opacity', 'font-size', 'color', '-webkit-text-fill-color'])

const hidesPart = (values: Values): boolean => [...values.keys()].some((property) => HIDING.has(property))
