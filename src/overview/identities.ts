import { coverageOf, type Divisions, evidenceOf, type OrganCoverage, Resolver } from '../panel/index.js'
import type { StoredDocument } from '../store/store.js'

/** An organ with what there is of it in each year. */
export interface OrganStates {
  /** With the places above it. */
  readonly name: string
  readonly missing: number
  readonly states: readonly OrganCoverage[]
}

/** The reports of organs whose identity is settled, by years. */
export interface IdentityMatrix {
  readonly years: readonly number[]
  /** Sorted by the number of missing years, most first. */
  readonly organs: readonly OrganStates[]
  /** Documents whose organ or year is open: they may be what others miss. */
  readonly open: number
}

/** Counts reports by the identity of their organ; one line stays in memory for each organ and year. */
export class Identities {
  readonly #resolver: Resolver
  readonly #years = new Map<string, number[]>()
  #open = 0

  constructor(private readonly divisions: Divisions) {
    this.#resolver = new Resolver(divisions)
  }

  add(document: StoredDocument): void {
    const { record, report } = document.effective
    if (report === null || record.content === 'tables') return
    const { settled, candidates } = this.#resolver.identify(evidenceOf(document))
    const [only] = candidates
    if (!settled || !only || report.year === null) this.#open += 1
    else this.#years.set(only.organId, [...(this.#years.get(only.organId) ?? []), report.year])
  }

  matrix(): IdentityMatrix {
    const { divisions } = this
    const [first, last] = [...this.#years.values()]
      .flat()
      .reduce(([low, high], year) => [Math.min(low, year), Math.max(high, year)], [Infinity, -Infinity])
    const years = this.#years.size === 0 ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index)
    const organs = [...this.#years].map(([organId, own]): OrganStates => {
      const documents = own.map((year) => ({ year, scope: 'unstated' as const }))
      const states = coverageOf(organId, documents, years, divisions)
      return {
        name: nameOf(organId, divisions),
        states,
        missing: states.filter(({ state }) => state === 'missing').length,
      }
    })
    organs.sort((a, b) => b.missing - a.missing || (a.name < b.name ? -1 : 1))
    return { years, organs, open: this.#open }
  }
}

function nameOf(organId: string, divisions: Divisions): string {
  const [id = '', body = ''] = organId.split(':')
  const division = divisions.byId(id)
  return `${division ? divisions.path(division, null) : id}${body}`
}
