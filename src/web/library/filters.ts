import type { paths } from 'nianbao-api'
import { useMemo } from 'preact/hooks'
import { useSearchParams } from 'wouter-preact'
import { FURTHER, furtherIn, type FurtherFilter, type FurtherName } from './further-filters.js'

/** Filters of the library, as they stand in the address. */

const NAMES = ['status', 'year', 'form', 'content', 'code', 'folder', 'organ', 'author', 'search'] as const
type OwnName = (typeof NAMES)[number]
export type FilterName = OwnName | FurtherName

type Query = NonNullable<paths['/v1/counts']['get']['parameters']['query']>
type One<Name extends OwnName> = Extract<NonNullable<Query[Name]>, string>

export type Filter = { readonly [Name in OwnName]?: One<Name>[] } & FurtherFilter

/** A text of the address; the server refuses those that are none of a filter’s words. */
const isOne = <Name extends OwnName>(text: string): text is One<Name> => text.length <= 200

/** Columns that the list can be sorted by. */
export const SORTS = ['status', 'organ', 'year', 'doubts', 'faults', 'path'] as const
export type SortName = (typeof SORTS)[number]

export interface Sorting {
  readonly sort: SortName
  readonly order: 'asc' | 'desc'
}

export function useFilter() {
  const [params, setParams] = useSearchParams()
  const filter = useMemo((): Filter => {
    const all = <Name extends OwnName>(name: Name): { readonly [N in Name]?: One<Name>[] } => {
      // Only files that stand in no folder have an empty one.
      const values = params.getAll(name).filter((each) => each !== '' || name === 'folder')
      const own = values.filter(isOne<Name>)
      return own.length > 0 ? ({ [name]: own } as { readonly [N in Name]?: One<Name>[] }) : {}
    }
    return {
      ...{ ...all('status'), ...all('year'), ...all('form'), ...all('content'), ...all('code') },
      ...{ ...all('folder'), ...all('organ'), ...all('author'), ...all('search') },
      ...furtherIn(params),
    }
  }, [params])
  const sort = SORTS.find((each) => each === params.get('sort')) ?? 'path'
  const order = params.get('order') === 'desc' ? 'desc' : 'asc'
  const change = (run: (after: URLSearchParams) => void, replace = false): void =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        run(after)
        return after
      },
      { replace },
    )
  const set = (name: FilterName, values: readonly string[]): void =>
    change((after) => {
      after.delete(name)
      for (const value of values) after.append(name, value)
    }, name === 'search')
  const forPages = new URLSearchParams(params)
  for (const name of ['sort', 'order']) forPages.delete(name)
  return {
    filter,
    set,
    sorting: useMemo((): Sorting => ({ sort, order }), [sort, order]),
    /** Sorts by a column; once more, the other way round. Numbers begin with the greatest. */
    sortBy: (name: SortName): void =>
      change((after) => {
        const first = ['doubts', 'faults', 'year'].includes(name) ? 'desc' : 'asc'
        const turned = order === 'asc' ? 'desc' : 'asc'
        after.set('sort', name)
        after.set('order', name === sort ? turned : first)
      }),
    toggle: (name: FilterName, value: string): void => {
      const now = params.getAll(name)
      set(name, now.includes(value) ? now.filter((each) => each !== value) : [...now, value])
    },
    clear: (): void =>
      change((after) => {
        for (const name of [...NAMES, ...FURTHER]) after.delete(name)
      }),
    isEmpty: Object.keys(filter).length === 0,
    /** The same filters as an address of another page. */
    query: forPages.size > 0 ? `?${forPages.toString()}` : '',
  }
}
