import { tableIn, type FormYear, type BlocksTable, type GroupsTable, type MatrixTable } from '../forms.js'

/** The tables of the forms that ship with nianbao, for tests that draw them. */

const missing = (year: FormYear): never => {
  throw new Error(`the form of ${year} has no such table`)
}

export function blocksIn(year: FormYear): BlocksTable['blocks'] {
  const table = tableIn(year, 'proactive')
  return table?.shape === 'blocks' ? table.blocks : missing(year)
}

export function matrixIn(year: FormYear): MatrixTable {
  const table = tableIn(year, 'applications')
  return table?.shape === 'matrix' ? table : missing(year)
}

export function groupsIn(year: FormYear): GroupsTable['groups'] {
  const table = tableIn(year, 'review')
  return table?.shape === 'groups' ? table.groups : missing(year)
}
