import type { Table } from '../model/block.js'
import type { Problem } from '../model/problem.js'
import type { CheckRecord, FormYear, StatutoryTable, ValueRecord } from '../model/record.js'

/** A table with what it was found to be. */
export interface IdentifiedTable {
  /** t1, t2, … in reading order. */
  readonly id: string
  /** Its place in the blocks that were matched. */
  readonly block: number
  readonly table: Table
  /** The statutory table that this is, or a block of; null for any other table. */
  readonly kind: StatutoryTable | null
  /** The number it stands under or carries: 二, 第二十条第（一）项, 表1. */
  readonly number: string | null
}

/** What the tables of one document say of the forms. */
export interface FormsResult {
  readonly tables: readonly IdentifiedTable[]
  /** The form that each statutory table follows by what itself says; null where it is not there. */
  readonly forms: Readonly<Record<StatutoryTable, FormYear | null>>
  readonly values: readonly ValueRecord[]
  readonly checks: readonly CheckRecord[]
  readonly problems: readonly Problem[]
}
