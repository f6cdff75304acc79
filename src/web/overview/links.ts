/** Addresses of the library with filters, for figures that lead to their documents. */

type Filters = Readonly<Record<string, string | number | readonly string[] | null>>

/** What is null is left out. */
export function toLibrary(filters: Filters): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters))
    for (const each of value === null ? [] : [value].flat()) query.append(name, String(each))
  const text = query.toString()
  return text === '' ? '/' : `/?${text}`
}

/** A glob that takes all below a first folder; files of no folder stand under a dot. */
export const belowFolder = (folder: string): string =>
  folder === '.' ? '*' : `${folder.replace(/[\\*?[\]{}()!+@]/g, '\\$&')}/**`

/** A year as the library is filtered by it. */
export const ofYear = (year: number | null): Filters => (year === null ? { yearKnown: 'false' } : { year })
