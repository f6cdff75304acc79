import { problem, type Problem } from '../model/problem.js'
import { type NamedOrgan, namedOrgan, organIdOf } from './codes.js'
import { type Constraint, constraintsOf, placesNamed } from './constraints.js'
import type { Division, Divisions } from './divisions.js'
import type { Evidence } from './evidence.js'
import { organName, type OrganName } from './organ-name.js'
import { PlaceFinder } from './places.js'

/** The kind of evidence that settled an identity. */
type Basis = 'person' | 'manifest' | 'name' | 'longer-name' | 'superior' | 'folder'

/** One organ that a report may be of. */
interface Candidate extends NamedOrgan {
  readonly organId: string
  /** The evidence for it: `superior: 江津区`. */
  readonly evidence: readonly string[]
}

/** The organ that a document is of, as far as its own evidence tells. */
interface Identity {
  readonly settled: boolean
  /** One where settled; none where the registry holds no place of that name. */
  readonly candidates: readonly Candidate[]
  readonly basis: Basis | null
  readonly name: OrganName | null
  /** Doubts of identity; they never touch a document's status. */
  readonly problems: readonly Problem[]
}

/** Tells identities with one registry. */
export class Resolver {
  readonly #finder: PlaceFinder

  constructor(readonly divisions: Divisions) {
    this.#finder = new PlaceFinder(divisions)
  }

  /** Pure: the same evidence gives the same identity. */
  identify(evidence: Evidence): Identity {
    const { year, organ } = evidence
    const name = organ === null ? null : organName(organ, year, this.divisions, this.#finder)
    const said = this.#said(evidence, name)
    if (said.identity) return said.identity
    if (!name) return this.#open([], null, [...said.problems, problem('organ-unknown', { organ: '—' })])
    if (!evidence.plain || name.joined)
      return this.#open(this.#weighed(name.divisions, name, []), name, [
        ...said.problems,
        problem('organ-several', { organ: name.printed }),
      ])
    return this.#byText(evidence, name, said)
  }

  /** Takes the word of a person or of the manifest. */
  #said(
    { person, organId, regionCode, year }: Evidence,
    name: OrganName | null,
  ): { readonly identity?: Identity; readonly region: Division | null; readonly problems: readonly Problem[] } {
    const problems: Problem[] = []
    const named = (written: string | null): NamedOrgan | null => {
      if (written === null) return null
      const found = namedOrgan(written, year, this.divisions)
      if (!found) problems.push(problem('organ-code-unknown', { text: written }))
      return found
    }
    for (const [basis, written] of [
      ['person', person],
      ['manifest', organId],
    ] as const) {
      const organ = named(written)
      if (!organ) continue
      const body = organ.body ?? (basis === 'manifest' ? (name?.body ?? null) : null)
      const contradicts =
        basis === 'manifest' && name && name.divisions.length > 0 && !name.divisions.includes(organ.division)
      if (contradicts) problems.push(contradicted(name, [`${basis}: ${written ?? ''}`]))
      return {
        identity: this.#settled({ ...organ, body }, name, basis, [`${basis}: ${written ?? ''}`], problems, year),
        region: null,
        problems,
      }
    }
    return { region: named(regionCode)?.division ?? null, problems }
  }

  #byText(
    evidence: Evidence,
    name: OrganName,
    { region, problems }: { readonly region: Division | null; readonly problems: readonly Problem[] },
  ): Identity {
    const { divisions } = this
    const inRegion = (each: Division): boolean =>
      region === null || each === region || divisions.above(each).has(region)
    const within = name.divisions.filter(inRegion)
    if (!region && within.length === 0 && name.kind === 'bureau' && !name.unregistered)
      return this.#unplaced(evidence, name, problems)
    if (region && within.length === 0) return this.#regionAlone(region, name, problems, evidence.year)
    const seen = { evidence, candidates: within, divisions, finder: this.#finder }
    const constraints = constraintsOf(seen)
    const weighed = this.#weighed(within, name, constraints)
    if (within.length === 0 || name.unregistered)
      return this.#open(weighed, name, [...problems, problem('organ-unknown', { organ: name.printed })])
    const against = constraints.filter(({ candidates }) => candidates.size === 0)
    // A telephone number may be a copied one: it can put an identity in doubt, but it settles none.
    const left = within.filter((each) =>
      constraints.every(
        ({ basis, candidates }) => basis === 'area-code' || candidates.size === 0 || candidates.has(each),
      ),
    )
    const [only] = left
    const isSure = region !== null || constraints.every(({ candidates }) => left.some((each) => candidates.has(each)))
    if (left.length === 0 || !isSure)
      return this.#open(weighed, name, [
        ...problems,
        contradicted(name, (against.length > 0 ? against : constraints).map(wordsOf)),
      ])
    if (!only || left.length > 1)
      return this.#open(this.#weighed(left, name, constraints), name, [...problems, ambiguous(name, left.length)])
    if (!region && !this.#mayStandAlone(only, name, evidence.year) && constraints.length === 0)
      return this.#open(weighed, name, [...problems, problem('organ-out-of-lists', { organ: name.printed })])
    const basis = region ? 'manifest' : basisOf(name, constraints, within.length)
    const because = [
      ...(region ? [`manifest: ${region.id}`] : []),
      `name: ${name.printed}`,
      ...constraints.filter(({ candidates }) => candidates.size > 0).map(wordsOf),
    ]
    const told = against.length > 0 ? [...problems, contradicted(name, against.map(wordsOf))] : problems
    return this.#settled({ division: only, body: name.body }, name, basis, because, told, evidence.year)
  }

  /**
   * A town's name that no other one bears tells whose report it is only in the years of the lists: each year after them gives
   * one name in a thousand to another town, too. Of 2,900 names of counties at most four did so in three years, and of cities none.
   */
  #mayStandAlone(division: Division, { qualified }: OrganName, year: number | null): boolean {
    return division.level !== 'township' || qualified || this.divisions.holds(year)
  }

  /** 县教育局: the places that text and folder name are candidates, nearest first, but none is settled. */
  #unplaced(evidence: Evidence, name: OrganName, problems: readonly Problem[]): Identity {
    const { placeWord, body, printed } = name
    const fitting = [...placesNamed(evidence, this.#finder)].filter(
      ([division]) => placeWord === null || this.#endsIn(division, placeWord, evidence.year),
    )
    const found = fitting.map(([division, words]) => candidate(division, body, words))
    return this.#open(found, name, [...problems, problem('organ-unplaced', { organ: printed, count: found.length })])
  }

  #endsIn(division: Division, word: string, year: number | null): boolean {
    return this.divisions.at(division, year).name.endsWith(word)
  }

  /** The region of the manifest wins over a name that lies elsewhere. */
  #regionAlone(region: Division, name: OrganName, problems: readonly Problem[], year: number | null): Identity {
    const because = [`manifest: ${region.id}`]
    const isFitting = name.placeWord === null || this.#endsIn(region, name.placeWord, year)
    if (name.kind === 'bureau' && name.divisions.length === 0 && isFitting)
      return this.#settled({ division: region, body: name.body }, name, 'manifest', because, problems, year)
    const isOther = !isFitting || (name.level !== null && name.level !== region.level)
    const told = [...problems, contradicted(name, because)]
    if (isOther || name.kind === 'unknown') return this.#open([candidate(region, name.body, because)], name, told)
    return this.#settled({ division: region, body: name.body }, name, 'manifest', because, told, year)
  }

  #weighed(divisions: readonly Division[], name: OrganName, constraints: readonly Constraint[]): readonly Candidate[] {
    return divisions.map((each) =>
      candidate(each, name.body, constraints.filter(({ candidates }) => candidates.has(each)).map(wordsOf)),
    )
  }

  #open(candidates: readonly Candidate[], name: OrganName | null, problems: readonly Problem[]): Identity {
    const sorted = candidates.toSorted(
      (a, b) => b.evidence.length - a.evidence.length || (a.organId < b.organId ? -1 : 1),
    )
    return { settled: false, candidates: sorted, basis: null, name, problems }
  }

  #settled(
    organ: NamedOrgan,
    name: OrganName | null,
    basis: Basis,
    evidence: readonly string[],
    problems: readonly Problem[],
    year: number | null,
  ): Identity {
    const { division, body } = organ
    const last = division.names.at(-1)
    const hasEnded = year !== null && last && last.to < this.divisions.listYear(year - 1)
    const ended = hasEnded
      ? [problem('organ-ended', { organ: last.name, year: last.to, successor: division.successor ?? '—' })]
      : []
    return {
      settled: true,
      candidates: [candidate(division, body, evidence)],
      basis,
      name,
      problems: [...problems, ...ended],
    }
  }
}

const candidate = (division: Division, body: string | null, evidence: readonly string[]): Candidate => ({
  ...{ division, body, evidence, organId: organIdOf({ division, body }) },
})

const wordsOf = ({ basis, words }: Constraint): string => `${basis}: ${words}`

const ambiguous = ({ printed }: OrganName, count: number): Problem =>
  problem('organ-ambiguous', { organ: printed, count })

const contradicted = ({ printed }: OrganName, evidence: readonly string[]): Problem =>
  problem('organ-contradicted', { organ: printed, text: evidence.join('; ') })

/** The evidence without which several would be left; the name where it alone is enough. */
function basisOf({ qualified }: OrganName, constraints: readonly Constraint[], candidates: number): Basis {
  if (candidates === 1) return qualified ? 'longer-name' : 'name'
  const narrowing = constraints.filter(({ candidates: left }) => left.size > 0 && left.size < candidates)
  const bases = narrowing.toSorted((a, b) => a.candidates.size - b.candidates.size).map(({ basis }) => basis)
  return bases.find((basis) => basis !== 'area-code') ?? 'name'
}
