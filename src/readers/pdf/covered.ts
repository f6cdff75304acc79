import type { PageMark } from '../../model/page.js'
import type { PaintedGlyph, PaintedPage, PaintedPath } from './engine.js'
import { coversOf, type Cover, groundOf, standsOut } from './glyphs.js'
import { contains } from './matrix.js'
import { isDark } from './rulings.js'

/** The covers of each page, which are asked for twice. */
const hiding = new WeakMap<PaintedPage, readonly Cover[]>()

/** Dark areas and pictures over characters, with nothing painted on top of them that could be read. */
function hidingCovers(painted: PaintedPage): readonly Cover[] {
  const known = hiding.get(painted)
  if (known) return known
  const covers = coversOf(painted.paths, painted.pictures).filter(({ white }) => !white)
  const glyphs = covers.length === 0 ? [] : painted.glyphs.filter(({ visible }) => visible)
  const found = covers.filter((cover) => {
    const { below, above } = aroundOf(cover, glyphs)
    return below && !above
  })
  hiding.set(painted, found)
  return found
}

/** Do characters stand where a cover lies, painted before it and painted after it? */
function aroundOf(cover: Cover, glyphs: readonly PaintedGlyph[]): { readonly below: boolean; readonly above: boolean } {
  let [below, above] = [false, false]
  for (const glyph of glyphs) {
    if (glyph.order < cover.order) below ||= isUnder(glyph, cover)
    else if (glyph.order > cover.order) above ||= isUnder(glyph, cover)
    if (below && above) break
  }
  return { below, above }
}

/** The paths of a page without those that black something out: their edges are no rulings. */
export function withoutCovers(painted: PaintedPage): readonly PaintedPath[] {
  const orders = new Set(hidingCovers(painted).map(({ order }) => order))
  return orders.size === 0 ? painted.paths : painted.paths.filter(({ order }) => !orders.has(order))
}

/**
 * Characters under a dark area or a picture, or of its colour upon it: whatever they say, nobody sees it. Under a white
 * one there is nothing.
 */
export function coveredIn(painted: PaintedPage): readonly PageMark[] {
  const covers = hidingCovers(painted)
  const dark = coversOf(painted.paths, painted.pictures).filter(({ colour }) => isDark(colour))
  if (covers.length === 0 && dark.length === 0) return []
  const isCovered = (glyph: PaintedGlyph): boolean =>
    covers.some((cover) => cover.order > glyph.order && isUnder(glyph, cover)) ||
    (isDark(glyph.colour) && !standsOut(glyph.colour, groundOf(glyph, dark)?.colour ?? null))
  return painted.glyphs
    .filter((glyph) => glyph.visible && isCovered(glyph))
    .map(({ box }) => ({ box, reason: 'cell-covered' }))
}

const isUnder = ({ box }: PaintedGlyph, cover: Cover): boolean =>
  contains(cover.box, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

/**
 * Does an area or picture lie between characters below and others on top? Engines leave out what is printed twice, also
 * where the first one is covered by then.
 */
export function isPrintedOver({ glyphs, paths, pictures }: PaintedPage): boolean {
  return coversOf(paths, pictures).some((cover) => {
    const { below, above } = aroundOf(cover, glyphs)
    return below && above
  })
}

/** Is there text under a cover of these places in the order of painting? */
export function coversText({ glyphs, paths, pictures }: PaintedPage, orders: ReadonlySet<number>): boolean {
  return (
    orders.size > 0 &&
    coversOf(paths, pictures).some(
      (cover) => orders.has(cover.order) && glyphs.some((glyph) => glyph.order < cover.order && isUnder(glyph, cover)),
    )
  )
}
