import { coverageOf, type Divisions, type LightDocument } from '../../src/panel/index.js'
import type { MadePanel } from './made.js'

/** Holds the panel that was found against the one that was made. */

const SHOWN = 20

export function score(
  { files, organs, years }: MadePanel,
  found: readonly LightDocument[],
  divisions: Divisions,
): Readonly<Record<string, unknown>> {
  const byPath = new Map(found.map((document) => [document.path.replace(/^in\//u, ''), document]))
  const tally = { files: files.length, read: 0, settled: 0, open: 0, holdingTruth: 0, wrong: 0, wrongYear: 0 }
  const ways = new Map<string, { settled: number; all: number; wrong: number }>()
  const wrong: string[] = []
  for (const { path, organ, year } of files) {
    const document = byPath.get(path)
    if (!document) continue
    const { settled, organId, candidates, printed, evidence } = document
    const isWrong = settled && organId !== organ.organId
    tally.read += 1
    tally.wrongYear += Number(document.year !== year)
    tally.settled += Number(settled)
    tally.open += Number(!settled)
    tally.holdingTruth += Number(!settled && candidates.some((each) => each.organId === organ.organId))
    tally.wrong += Number(isWrong)
    const way = ways.get(organ.way) ?? { settled: 0, all: 0, wrong: 0 }
    ways.set(organ.way, {
      settled: way.settled + Number(settled),
      all: way.all + 1,
      wrong: way.wrong + Number(isWrong),
    })
    if (isWrong)
      wrong.push(
        `${organ.way}: ${path} ${printed ?? ''}: ${organId ?? ''} for ${organ.organId ?? 'none'} (${evidence.join('; ')})`,
      )
  }
  const coverage = { organYears: 0, exact: 0 }
  const off: string[] = []
  for (const { organId } of organs) {
    const own = files.filter(({ organ }) => organ.organId === organId)
    const documents = found.filter((document) => document.organId === organId)
    // An organ with an open document has years of which nobody can say that they are missing.
    if (organId === null || documents.length !== own.length) continue
    const states = coverageOf(organId, documents, years, divisions)
    for (const year of years) {
      const count = own.filter((file) => file.year === year).length
      const expected = count === 0 ? ['missing', 'ended'] : count === 1 ? ['present'] : ['several']
      const state = states.find((each) => each.year === year)
      coverage.organYears += 1
      if (state && expected.includes(state.state) && state.documents === count) coverage.exact += 1
      else off.push(`${organId} ${year}: ${state?.state ?? '—'} for ${expected.join(' or ')}`)
    }
  }
  return {
    ...{ ...tally, ways: Object.fromEntries(ways), coverage },
    ...{ wrongOnes: wrong.slice(0, SHOWN), coverageOff: off.slice(0, SHOWN) },
  }
}
