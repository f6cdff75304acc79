import { readFile } from 'node:fs/promises'
import type { Divisions, Resolver } from '../../src/panel/index.js'

/** Names that were written to break identities, held against what is right (names.txt). */

interface NameCase {
  readonly line: string
  readonly organ: string
  readonly year: number
  readonly evidence: ReadonlyMap<string, string>
  /** Paths of the registry, behind a colon a bureau's name. */
  readonly right: readonly string[]
  readonly settles: boolean
}

export interface NamesScore {
  readonly names: number
  readonly settled: number
  readonly open: number
  /** Open, with a right one among the candidates. */
  readonly holding: number
  /** Settled otherwise than right, each in one line. */
  readonly wrong: readonly string[]
  /** Open, although the name and its evidence are enough. */
  readonly hesitant: readonly string[]
  /** Right identities that the registry lacks: mistakes of the list. */
  readonly unknown: readonly string[]
}

export const readNames = async (file: URL): Promise<readonly NameCase[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [organ = '', year = '', evidence = '', right = '', settles = ''] = line
        .split('|')
        .map((part) => part.trim())
      const given = evidence === '' ? [] : [evidence.split('=')].map(([key = '', value = '']) => [key, value] as const)
      return {
        ...{ line, organ, year: Number(year), evidence: new Map(given), settles: settles === 'settles' },
        right: right === '' ? [] : right.split(' / '),
      }
    })

export function scoreNames(cases: readonly NameCase[], divisions: Divisions, resolver: Resolver): NamesScore {
  const all = new Set([...divisions.names].flatMap(([, each]) => each))
  const byPath = new Map([...all].map((each) => [divisions.path(each, null), each.id]))
  const unknown: string[] = []
  const idOf = (path: string): string => {
    const [place = '', body] = path.split(':')
    const id = byPath.get(place)
    if (id === undefined) unknown.push(path)
    return `${id ?? path}${body === undefined ? '' : `:${body}`}`
  }
  const told = cases.map((each) => {
    const { organ, year, evidence } = each
    const identity = resolver.identify({
      ...{ organ, year, plain: true, text: `${evidence.get('text') ?? ''}\n${organ}`, person: null },
      folders: evidence.get('folder')?.split('/') ?? [],
      ...{ organId: evidence.get('organ') ?? null, regionCode: evidence.get('region') ?? null },
    })
    const ids = identity.candidates.map(({ organId }) => organId)
    const holds = each.right.map(idOf).some((id) => ids.includes(id))
    return { ...each, holds, ids, settled: identity.settled, codes: identity.problems.map(({ code }) => code) }
  })
  const shown = ({ line, ids }: (typeof told)[number]): string => `${line} → ${ids.slice(0, 4).join(' ')}`
  return {
    names: told.length,
    settled: told.filter(({ settled }) => settled).length,
    open: told.filter(({ settled }) => !settled).length,
    holding: told.filter(({ settled, holds }) => !settled && holds).length,
    wrong: told.filter(({ settled, holds }) => settled && !holds).map(shown),
    hesitant: told.filter(({ settled, settles }) => settles && !settled).map(shown),
    unknown,
  }
}
