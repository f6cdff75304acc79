import type { Block, Picture } from '../../model/block.js'
import type { StatutoryTable } from '../../model/record.js'
import { sectionsAt } from '../../vocabulary/sections.js'
import { sectionOf, STATUTORY_TABLES } from '../../vocabulary/forms.js'
import { isReportTitle, statutoryKinds } from '../statutory.js'

/** Which pictures of a document without pages stand for the tables that its text lacks. */

/** A table of the form with fewer pixels than these cannot be read; logos, stamps and most QR codes have fewer. */
const MIN_PIXELS = { width: 450, height: 120 }
/** Shown narrower than this, in pixels of the page, it is an ornament whatever the file holds. */
const MIN_SHOWN = 200

/** The statutory tables that are not among the blocks, by the form's own words. */
export function missingTables(blocks: readonly Block[]): readonly StatutoryTable[] {
  const found = new Set(blocks.flatMap((block) => (block.kind === 'table' ? statutoryKinds(block) : [])))
  return STATUTORY_TABLES.filter((kind) => !found.has(kind))
}

/** Tells whether a picture of this width and height (pixels) may show a statutory table. */
export const isLarge = (width: number, height: number): boolean =>
  width >= MIN_PIXELS.width && height >= MIN_PIXELS.height

/** Tells whether the markup shows it as an ornament; where it says nothing, it may be anything. */
export const isShownSmall = ({ width }: Picture): boolean => width !== null && width < MIN_SHOWN

/**
 * Picks the pictures at the given places of the blocks that may be the missing tables: those in the sections of these
 * tables; if one of these sections has none, all that do not stand in the section of a table that is there.
 */
export function picturesFor(
  missing: readonly StatutoryTable[],
  blocks: readonly Block[],
  pictures: readonly number[],
): readonly number[] {
  const sections = sectionsAt(blocks)
  const lacking = missing.map((kind) => sectionOf(kind))
  const within = (section: number): readonly number[] => pictures.filter((at) => sections[at] === section)
  if (lacking.every((section) => within(section).length > 0))
    return pictures.filter((at) => lacking.some((section) => sections[at] === section))
  const present = STATUTORY_TABLES.filter((kind) => !missing.includes(kind)).map((kind) => sectionOf(kind))
  return pictures.filter((at) => !present.some((section) => sections[at] === section))
}

/**
 * How many pictures that the document only links to stand where a statutory table is missing: in its section, or, where
 * the report's headings are not in the text either, below its title.
 */
export function linkedPictures(missing: readonly StatutoryTable[], blocks: readonly Block[]): number {
  const linked = blocks.flatMap((block, at) =>
    block.kind === 'picture' && isLinked(block) && !isShownSmall(block) ? [at] : [],
  )
  const sections = sectionsAt(blocks)
  const lacking = missing.map((kind) => sectionOf(kind))
  if (sections.some((section) => section !== null))
    return linked.filter((at) => lacking.some((section) => sections[at] === section)).length
  const title = blocks.findIndex((block) => block.kind === 'paragraph' && isReportTitle(block.text))
  return title < 0 ? 0 : linked.filter((at) => at > title).length
}

/** Tells whether the document does not hold the picture itself. */
export const isLinked = ({ bytes }: Picture): boolean => bytes === null || bytes.length === 0
