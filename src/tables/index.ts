import type { Block } from '../model/block.js'
import { isDataTable } from './data.js'
import { describeTable, type DescribedTable } from './described.js'

export { uncertaintyOf, type DescribedTable } from './described.js'
export { sumsOf, type TableSum, type TableSums } from './sums.js'
export { readValue } from './values.js'

/** The tables among a document's blocks that hold data, each with its caption, headings and body, in reading order. */
export function describeTables(blocks: readonly Block[]): readonly DescribedTable[] {
  return blocks.flatMap((block, index) => {
    if (block.kind !== 'table') return []
    const described = describeTable(blocks, index, block)
    return isDataTable(described) ? [described] : []
  })
}
