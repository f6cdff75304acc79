import type { Division, Divisions } from './divisions.js'
import { writtenOut } from './organ-name.js'

/** An organ as its id names it: a division, or a bureau of one. */
export interface NamedOrgan {
  readonly division: Division
  readonly body: string | null
}

export const organIdOf = ({ division, body }: NamedOrgan): string =>
  body === null ? division.id : `${division.id}:${body}`

/** Codes come with 2 to 12 digits: 430000, 430321000000. The zeros behind the last level are left out. */
function divisionCode(written: string): string | null {
  if (!/^\d{2,12}$/u.test(written)) return null
  const digits = written.length > 9 ? written.slice(0, 9) : written.replace(/^(\d{6})000$/u, '$1')
  const trimmed = digits.replace(/^(\d{6})000$/u, '$1')
  return trimmed.length === 6 ? trimmed.replace(/^(\d{2})0000$/u, '$1').replace(/^(\d{4})00$/u, '$1') : trimmed
}

/** The organ that a person or a manifest names: `430321107`, `430321000000`, `430321:教育局`; null for an unknown code. */
export function namedOrgan(written: string, year: number | null, divisions: Divisions): NamedOrgan | null {
  const [code = '', body] = written.normalize('NFKC').trim().split(':')
  const digits = divisionCode(code)
  const division = divisions.byId(code) ?? (digits === null ? null : divisions.withCode(digits, year))
  return division ? { division, body: body === undefined || body === '' ? null : writtenOut(body) } : null
}
