import { createHash } from 'node:crypto'
import { pageOf } from '../effective/cell.js'
import type { EffectiveValue } from '../effective/effective.js'
import type { Format } from '../model/source.js'
import type { DocumentFilter, Store, StoredDocument } from '../store/store.js'

/** The values that a sample is drawn from: those without a doubt or fault, or those that have one. */
export const POPULATIONS = ['unflagged', 'doubts', 'faults', 'flagged'] as const
export type Population = (typeof POPULATIONS)[number]

/** A value of the sample. */
export interface Drawn {
  readonly sha256: string
  readonly code: string
  readonly stratum: string
}

export interface Draw {
  readonly drawn: readonly Drawn[]
  /** How many values each stratum has. */
  readonly sizes: ReadonlyMap<string, number>
}

/** The smallest number of values drawn from each stratum, as far as it has them: one value does not show how the others vary. */
const FEWEST = 2

/**
 * Draws a stratified random sample of the values of a population: in proportion to the strata's sizes. Each value has a random
 * number of its own, made of the seed, the document and its code, and the lowest of each stratum are drawn; so the same
 * store and seed give the same sample, in one pass and with memory for the sample alone.
 */
export async function draw(
  store: Pick<Store, 'effective'>,
  count: number,
  options: {
    readonly seed: string
    readonly population?: Population
    readonly filter?: DocumentFilter
    readonly signal?: AbortSignal
    /** How many documents were looked through. */
    readonly onProgress?: (done: number) => void
  },
): Promise<Draw> {
  const { population = 'unflagged' } = options
  const strata = new Map<string, Lowest>()
  let done = 0
  for await (const document of store.effective(options.filter)) {
    options.signal?.throwIfAborted()
    const key = createHash('sha256').update(`${options.seed}\n${document.sha256}`).digest()
    for (const value of document.effective.values) {
      if (!isOf(population, value)) continue
      const stratum = stratumOf(document, value)
      const lowest = strata.get(stratum) ?? new Lowest(count)
      strata.set(stratum, lowest)
      lowest.offer(randomOf(key, value.read.code), { sha256: document.sha256, code: value.read.code, stratum })
    }
    done += 1
    options.onProgress?.(done)
  }
  const sizes = new Map([...strata].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { size }]) => [name, size]))
  const shares = allocate([...sizes.values()], count)
  const drawn = [...sizes.keys()].flatMap((name, index) => strata.get(name)?.take(shares[index] ?? 0) ?? [])
  return { drawn, sizes }
}

/** 48 random bits. */
const randomOf = (key: Buffer, code: string): number =>
  createHash('sha256').update(key).update(code).digest().readUIntBE(0, 6)

/** Keeps what was offered with the lowest numbers. */
class Lowest {
  size = 0
  #kept: { readonly number: number; readonly value: Drawn }[] = []
  #highest = Infinity

  constructor(private readonly most: number) {}

  offer(number: number, value: Drawn): void {
    this.size += 1
    if (number >= this.#highest) return
    this.#kept.push({ number, value })
    if (this.#kept.length >= 2 * this.most) this.#cut()
  }

  take(count: number): readonly Drawn[] {
    this.#cut()
    return this.#kept.slice(0, count).map(({ value }) => value)
  }

  #cut(): void {
    this.#kept = this.#kept.sort((a, b) => a.number - b.number).slice(0, this.most)
    if (this.#kept.length === this.most) this.#highest = this.#kept.at(-1)?.number ?? Infinity
  }
}

/**
 * Deals a sample to strata in proportion to their sizes, each at least two (or one, or none, if there are more strata than
 * that allows) and at most all; the largest remainders get what rounding leaves.
 */
export function allocate(sizes: readonly number[], count: number): readonly number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total <= count) return sizes
  const fewest = Math.min(FEWEST, Math.floor(count / sizes.length))
  const shares = sizes.map((size) => Math.min(size, Math.max(fewest, Math.floor((count * size) / total))))
  const remainder = (index: number): number => ((sizes[index] ?? 0) * count) / total - (shares[index] ?? 0)
  let left = count - shares.reduce((sum, share) => sum + share, 0)
  while (left !== 0) {
    const step = Math.sign(left)
    const may = sizes.flatMap((size, index) => {
      const share = shares[index] ?? 0
      return step > 0 ? (share < size ? [index] : []) : share > fewest ? [index] : []
    })
    const [first] = may.sort((a, b) => step * (remainder(b) - remainder(a)))
    if (first === undefined) break
    shares[first] = (shares[first] ?? 0) + step
    left -= step
  }
  return shares
}

/** By what a value was read: how it can be wrong depends on it. */
type Kind = 'pdf' | 'scan' | 'word' | 'web' | 'text'

const BY_FORMAT: Readonly<Partial<Record<Format, Kind>>> = {
  pdf: 'pdf',
  image: 'scan',
  docx: 'word',
  doc: 'word',
  rtf: 'word',
  wordml: 'word',
  html: 'web',
  mhtml: 'web',
}

/** Whether a value is of those whose error rate is asked for. Nobody vouches for them already. */
function isOf(population: Population, { flags, corrected, conflict }: EffectiveValue): boolean {
  if (corrected !== 'no' || conflict) return false
  if (population === 'unflagged') return flags.length === 0
  const hasDoubt = flags.some((flag) => flag !== 'unbalanced')
  const hasFault = flags.includes('unbalanced')
  return (hasDoubt && population !== 'faults') || (hasFault && population !== 'doubts')
}

/** Values of one stratum are read alike: kind of file, form, table. */
function stratumOf(document: StoredDocument, value: EffectiveValue): string {
  const { record, report } = document.effective
  const page = pageOf(record, value.read.cell)
  const recognised = record.source.pages?.some(({ number, read }) => number === page && read === 'recognised') ?? false
  const kind = recognised ? 'scan' : (BY_FORMAT[document.format] ?? 'text')
  const { table } = value.read
  return `${kind}/${report?.forms[table] ?? report?.form ?? '-'}/${table}`
}
