/** Addresses of cells of spreadsheets, as their programs show them: C7, and Sheet1!C7 with its sheet. */

/** 0 → A, 26 → AA. */
export function columnName(index: number): string {
  const rest = index % 26
  const ahead = Math.floor(index / 26)
  return (ahead > 0 ? columnName(ahead - 1) : '') + String.fromCharCode(65 + rest)
}

/** The row and the column, from 0, that an address names; null for what is none. Dollar signs may stand in it. */
export function placeOf(address: string): { readonly row: number; readonly column: number } | null {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/iu.exec(address) ?? []
  if (letters === '') return null
  const column = Array.from(letters.toUpperCase()).reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1
  const row = Number(digits) - 1
  return row < 0 ? null : { row, column }
}

const least = (numbers: readonly number[]): number => numbers.reduce((so, each) => Math.min(so, each), Infinity)

/** The address of all that some cells of one sheet reach over: Sheet1!A3:F20; null for none. */
export function addressAround(cells: readonly { readonly address?: string | undefined }[]): string | null {
  const addresses = cells.flatMap(({ address }) => address ?? [])
  const [first] = addresses
  if (first === undefined) return null
  const sheet = first.slice(0, first.lastIndexOf('!') + 1)
  const places = addresses
    .flatMap((address) => address.slice(address.lastIndexOf('!') + 1).split(':'))
    .flatMap((corner) => placeOf(corner) ?? [])
  const [top, left] = [least(places.map(({ row }) => row)), least(places.map(({ column }) => column))]
  const bottom = places.reduce((most, { row }) => Math.max(most, row), 0)
  const right = places.reduce((most, { column }) => Math.max(most, column), 0)
  return sheet + [...new Set([`${columnName(left)}${top + 1}`, `${columnName(right)}${bottom + 1}`])].join(':')
}

/** Names that need no quotes before the exclamation mark. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_.]*$/u
/** A name of this shape would itself be an address. */
const LIKE_ADDRESS = /^(?:[A-Z]{1,3}\d{1,7}|R\d*C?\d*|C\d*)$/iu

/** Sheet1!C7, '2024 年'!C7:D8: what a spreadsheet’s name box takes to lead there. */
export function inSheet(sheet: string, address: string): string {
  const plain = PLAIN.test(sheet) && !LIKE_ADDRESS.test(sheet)
  return `${plain ? sheet : `'${sheet.replaceAll("'", "''")}'`}!${address}`
}
