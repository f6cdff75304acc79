import { isPlaced, type Get } from './boxes.js'
import { isFloating, type Computed } from './computed.js'
import { pixelsOf } from './lengths.js'

/** Parts of a table that say by their place in it which value is which. */
const PARTS = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'])
const CELLS = new Set(['td', 'th'])

/** A part of a table that is moved by more, in pixels, stands in the place of another. */
const MAX_MOVED = 10

const TURNED = /^(?:vertical|sideways|tb)/iu
const PLACES = ['order', 'grid-column', 'grid-row', 'grid-area', 'grid-column-start', 'grid-row-start']
const FLOWS = ['grid-template-areas', 'grid-auto-flow']

/** Tells whether a part of a table, or its content, is shown elsewhere than at its place in the markup. */
export function isDisplaced(tagName: string, get: Get, computed: Computed, parent: Computed): boolean {
  if (!PARTS.has(tagName)) return false
  const { display, fontSize } = computed
  if (tagName !== 'table' && isShifted(get, fontSize, display)) return true
  const isItem = /(?:flex|grid)$/u.test(parent.display) && tagName !== 'table'
  if (isItem && PLACES.some((property) => isSet(get(property)))) return true
  if (CELLS.has(tagName)) return isCellAway(get, computed)
  if (/^table-(?:header|footer)-group$/u.test(display) && !/^t(?:head|foot)$/u.test(tagName)) return true
  if (display.endsWith('grid')) return isOtherGrid(tagName, get, computed)
  if (display.endsWith('flex')) return isOtherLine(tagName, get, computed)
  return tagName === 'table' && TURNED.test(get('writing-mode') ?? '')
}

const isSet = (value: string | undefined): boolean => value !== undefined && !/^(?:0|auto|initial|none)\b/iu.test(value)

/** A box that is moved from where its table puts it. */
function isShifted(get: Get, fontSize: number, display: string): boolean {
  const measures = { fontSize, whole: 100 }
  const isFar = (text: string | undefined): boolean => Math.abs(pixelsOf(text, measures) ?? 0) > MAX_MOVED
  if (get('position') === 'relative' && ['left', 'right', 'top', 'bottom'].some((side) => isFar(get(side)))) return true
  const moves = (get('translate') ?? '').split(/\s+/u)
  for (const [, name = '', inside = ''] of (get('transform') ?? '').matchAll(
    /([a-z\d]+)\(([^()]*(?:\([^()]*\)[^()]*)*)\)/giu,
  ))
    if (/^translate/iu.test(name)) moves.push(...inside.split(','))
    else if (/^matrix$/iu.test(name))
      moves.push(
        ...inside
          .split(',')
          .slice(4)
          .map((part) => `${part.trim()}px`),
      )
    else if (/^matrix3d$/iu.test(name))
      moves.push(
        ...inside
          .split(',')
          .slice(12, 14)
          .map((part) => `${part.trim()}px`),
      )
  if (moves.some(isFar)) return true
  // A cell that its table lays out has no margins.
  const hasMargins = !display.startsWith('table-')
  return hasMargins && ['margin-left', 'margin-top'].some((side) => (pixelsOf(get(side), measures) ?? 0) < -MAX_MOVED)
}

/** A cell that stands at the other end of its row, or outside of it. */
function isCellAway(get: Get, { display }: Computed): boolean {
  if (isPlaced(get('position'))) return true
  if (isFloating(get) && /right|end|inherit/iu.test(get('float') ?? '')) return true
  return /^table-(?:caption|row|header-group|footer-group|row-group)$/u.test(display)
}

function isOtherGrid(tagName: string, get: Get, { rightToLeft }: Computed): boolean {
  // The cells of several rows flow into the columns of one grid, however many those are.
  if (tagName !== 'tr') return true
  return rightToLeft || FLOWS.some((property) => isSet(get(property)))
}

function isOtherLine(tagName: string, get: Get, { rightToLeft }: Computed): boolean {
  const direction = (get('flex-direction') ?? 'row').toLowerCase()
  if (direction.endsWith('reverse') || /reverse/iu.test(get('flex-wrap') ?? '')) return true
  if (TURNED.test(get('writing-mode') ?? '')) return true
  // Rows side by side are no rows.
  return direction === 'row' && (tagName !== 'tr' || rightToLeft)
}
