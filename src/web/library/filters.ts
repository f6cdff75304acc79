import type { paths } from 'nianbao-api'
import { useMemo } from 'preact/hooks'
import { useSearchParams } from 'wouter-preact'
import { furtherIn, type FurtherFilter, type FurtherName } from './further-filters.js'

/** Filters of the library, as they stand in the address. */

type OwnName = 'status' | 'year' | 'form' | 'code' | 'search'
export type FilterName = OwnName | FurtherName

type Query = NonNullable<paths['/v1/counts']['get']['parameters']['query']>
type One<Name extends OwnName> = Extract<NonNullable<Query[Name]>, string>

export interface Filter extends FurtherFilter {
  readonly status?: One<'status'>[]
  readonly year?: string[]
  readonly form?: One<'form'>[]
  readonly code?: One<'code'>[]
  readonly search?: string[]
}

/** Words of an address that may be such a filter; the server refuses those that are none. */
const isOne = <Name extends OwnName>(text: string): text is One<Name> => /^[\da-z-]+$/.test(text)

export function useFilter() {
  const [params, setParams] = useSearchParams()
  const filter = useMemo((): Filter => {
    const all = (name: OwnName): string[] => params.getAll(name).filter((each) => each !== '')
    const status = all('status').filter(isOne<'status'>)
    const form = all('form').filter(isOne<'form'>)
    const code = all('code').filter(isOne<'code'>)
    const [year, search] = [all('year'), all('search')]
    return {
      ...(status.length > 0 && { status }),
      ...(year.length > 0 && { year }),
      ...(form.length > 0 && { form }),
      ...(code.length > 0 && { code }),
      ...(search.length > 0 && { search }),
      ...furtherIn(params),
    }
  }, [params])
  const set = (name: FilterName, values: readonly string[]): void =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        after.delete(name)
        for (const value of values) after.append(name, value)
        return after
      },
      { replace: name === 'search' },
    )
  return {
    filter,
    set,
    toggle: (name: FilterName, value: string): void => {
      const now = params.getAll(name)
      set(name, now.includes(value) ? now.filter((each) => each !== value) : [...now, value])
    },
    clear: (): void => setParams(new URLSearchParams()),
    isEmpty: Object.keys(filter).length === 0,
    /** The same filters as an address of another page. */
    query: params.size > 0 ? `?${params.toString()}` : '',
  }
}
