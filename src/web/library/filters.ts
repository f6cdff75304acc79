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

export interface Filter extends FurtherFilter {
  readonly status?: One<'status'>[]
  readonly year?: string[]
  readonly form?: One<'form'>[]
  readonly content?: One<'content'>[]
  readonly code?: One<'code'>[]
  readonly folder?: string[]
  readonly organ?: string[]
  readonly author?: string[]
  readonly search?: string[]
}

/** A text of the address; the server refuses those that are none of a filter’s words. */
const isOne = <Name extends OwnName>(text: string): text is One<Name> => text.length <= 200

/** Columns that the list can be sorted by. */
const SORTS = ['status', 'organ', 'year', 'doubts', 'faults', 'path'] as const
export type SortName = (typeof SORTS)[number]

export interface Sorting {
  readonly sort: SortName
  readonly order: 'asc' | 'desc'
}

export function useFilter() {
  const [params, setParams] = useSearchParams()
  const filter = useMemo((): Filter => {
    // Only files that stand in no folder have an empty one.
    const all = (name: OwnName): string[] => params.getAll(name).filter((each) => each !== '' || name === 'folder')
    const status = all('status').filter(isOne<'status'>)
    const form = all('form').filter(isOne<'form'>)
    const content = all('content').filter(isOne<'content'>)
    const code = all('code').filter(isOne<'code'>)
    const [year, folder, organ] = [all('year'), all('folder'), all('organ')]
    const [author, search] = [all('author'), all('search')]
    return {
      ...(status.length > 0 && { status }),
      ...(form.length > 0 && { form }),
      ...(content.length > 0 && { content }),
      ...(code.length > 0 && { code }),
      ...(year.length > 0 && { year }),
      ...(folder.length > 0 && { folder }),
      ...(organ.length > 0 && { organ }),
      ...(author.length > 0 && { author }),
      ...(search.length > 0 && { search }),
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
