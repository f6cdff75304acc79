import type { Block } from '../model/block.js'
import { unionBox, type Box, type PageBox } from '../model/geometry.js'
import type { WayBack } from './rectify.js'

/** The box around a straight page's box in the picture as it came: evidence must stand where a reader looks. */
function boxBack([left, top, right, bottom]: Box, back: WayBack): Box {
  const corners = [back(left, top), back(right, top), back(right, bottom), back(left, bottom)]
  return unionBox(corners.map(([x, y]): Box => [x, y, x, y])) ?? [left, top, right, bottom]
}

/**
 * Puts the boxes of blocks that were laid out on straightened pages back onto the pages' pictures. `ways` by page number;
 * pages that are not among them (born-digital ones) stay as they are.
 */
export function blocksBack(blocks: readonly Block[], ways: ReadonlyMap<number, WayBack>): readonly Block[] {
  if (ways.size === 0) return blocks
  const onPicture = (boxes: readonly PageBox[]): readonly PageBox[] =>
    boxes.map(({ page, box }) => {
      const back = ways.get(page)
      return { page, box: back ? boxBack(box, back) : box }
    })
  return blocks.map((block): Block => {
    if (block.kind === 'paragraph') return { ...block, boxes: onPicture(block.boxes) }
    if (block.kind === 'table')
      return { ...block, cells: block.cells.map((cell) => ({ ...cell, boxes: onPicture(cell.boxes) })) }
    return block
  })
}
