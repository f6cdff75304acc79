import type { Cell } from '../model/block.js'
import type { PageBox } from '../model/geometry.js'
import type { TableRecord } from '../model/record.js'
import { round } from './evidence.js'

/** A cell as the record keeps it: what it says, how surely, and where it stands in formats that have pages. */
export function cellRecord(cell: Cell): TableRecord['cells'][number] {
  const confidence = cellConfidence(cell)
  return {
    row: cell.row,
    column: cell.column,
    rowSpan: cell.rowSpan,
    columnSpan: cell.columnSpan,
    text: cell.text,
    ...(confidence === null ? {} : { confidence }),
    ...(cell.address === undefined ? {} : { address: cell.address }),
    ...(cell.boxes.length === 0 ? {} : { boxes: cell.boxes.map(roundBox) }),
  }
}

/** A cell is read as surely as its least sure character; null where nothing was recognised. */
function cellConfidence({ recognition }: Cell): number | null {
  if (!recognition || recognition.characters.length === 0) return null
  const least = Math.min(...recognition.characters.map(({ confidence }) => confidence))
  return Math.round(Math.min(1, Math.max(0, least)) * 1000) / 1000
}

function roundBox({ page, box }: PageBox): { page: number; box: [number, number, number, number] } {
  return { page, box: [round(box[0]), round(box[1]), round(box[2]), round(box[3])] }
}
