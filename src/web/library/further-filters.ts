import type { paths } from 'nianbao-api'

/** Filters that figures of other pages lead to; they stand in the address as the API calls them. */

type Query = NonNullable<paths['/v1/counts']['get']['parameters']['query']>
type Format = Extract<NonNullable<Query['fileFormat']>, readonly unknown[]>[number]

export const FURTHER = [
  'path',
  'fileFormat',
  'batch',
  'id',
  'yearKnown',
  'extractorBefore',
  'value',
  'current',
] as const
export type FurtherName = (typeof FURTHER)[number]

export interface FurtherFilter {
  readonly path?: string[]
  readonly fileFormat?: Format[]
  readonly id?: string[]
  readonly batch?: string
  readonly yearKnown?: 'true' | 'false'
  readonly extractorBefore?: string
  /** CODE:FROM:BELOW */
  readonly value?: string
  readonly current?: 'true' | 'false'
}

/** A word of an address that may be a format; the server refuses those that are none. */
const isFormat = (text: string): text is Format => /^[a-z]+$/.test(text)

export function furtherIn(params: URLSearchParams): FurtherFilter {
  const all = (name: FurtherName): string[] => params.getAll(name).filter((each) => each !== '')
  const [path, fileFormat, id] = [all('path'), all('fileFormat').filter(isFormat), all('id')]
  const [[batch], [yearKnown], [extractorBefore]] = [all('batch'), all('yearKnown'), all('extractorBefore')]
  const [[value], [current]] = [all('value'), all('current')]
  return {
    ...(path.length > 0 && { path }),
    ...(fileFormat.length > 0 && { fileFormat }),
    ...(id.length > 0 && { id }),
    ...(batch !== undefined && { batch }),
    ...((yearKnown === 'true' || yearKnown === 'false') && { yearKnown }),
    ...(extractorBefore !== undefined && { extractorBefore }),
    ...(value !== undefined && { value }),
    ...((current === 'true' || current === 'false') && { current }),
  }
}

/** Filters of an address; what is null is left out. */
type Filters = Readonly<Record<string, string | number | readonly string[] | null>>

/** The address of the library with filters. */
export function toLibrary(filters: Filters): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters))
    for (const each of value === null ? [] : [value].flat()) query.append(name, String(each))
  const text = query.toString()
  return text === '' ? '/' : `/?${text}`
}

/** An address of the library, narrowed by further filters; where both name the same, the address counts. */
export function within(narrower: string, to: string): string {
  if (narrower === '' || !(to === '/' || to.startsWith('/?'))) return to
  const query = new URLSearchParams(to.slice(2))
  const own = new Set(query.keys())
  for (const [name, value] of new URLSearchParams(narrower)) if (!own.has(name)) query.append(name, value)
  return `/?${query.toString()}`
}

/** A range of numbers as an address holds it, CODE:FROM:BELOW; null where it is none. */
export function rangeIn(value: string): { readonly code: string; readonly range: string } | null {
  const [code = '', from = '', below = ''] = value.split(':')
  if (code === '' || (from === '' && below === '')) return null
  if (from === '') return { code, range: `< ${below}` }
  if (below === '') return { code, range: `≥ ${from}` }
  const last = Number(below) - 1
  return { code, range: last > Number(from) ? `${from}–${last}` : from }
}

/** A glob that takes all below a first folder; files of no folder stand under a dot. */
export const belowFolder = (folder: string): string =>
  folder === '.' ? '*' : `${folder.replace(/[\\*?[\]{}()!+@]/g, '\\$&')}/**`

/** A year as the library is filtered by it. */
export const ofYear = (year: number | null): Filters => (year === null ? { yearKnown: 'false' } : { year })
