import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, execPath, stdout } from 'node:process'
import { coverageOf, GatheredReports, packedDivisions, Resolver, type PanelDocument } from '../../src/panel/index.js'
import { openStore } from '../../src/store/open.js'
import { makePanel, type MadePanel } from './made.js'

// A made panel, ingested and scored: npm run build && node dist/bench/panel/main.js [ORGANS] [SEED]

const CLI = new URL('../../src/cli/main.js', import.meta.url).pathname
const [, , organs = '300', seed = '1'] = argv

const folder = await mkdtemp(join(tmpdir(), 'nianbao-made-panel-'))
try {
  const divisions = await packedDivisions()
  const made = await makePanel(join(folder, 'in'), Number(organs), divisions, Number(seed))
  const data = join(folder, 'data')
  const args = ['ingest', join(folder, 'in'), '--manifest', join(folder, 'in/manifest.csv'), '--data', data, '--quiet']
  try {
    execFileSync(execPath, [CLI, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
  } catch {
    // The manifest itself is no report, so the run ends with a failed document.
  }
  const { store } = await openStore(data, { create: false })
  const gathered = await GatheredReports.from(store, new Resolver(divisions))
  const documents: PanelDocument[] = []
  for await (const report of gathered.reports()) documents.push(...report)
  await gathered.close()
  await store.close()
  stdout.write(`${JSON.stringify(score(made, documents), null, 1)}\n`)

  function score({ files, organs: truth, years }: MadePanel, found: readonly PanelDocument[]): object {
    const byPath = new Map(found.map((document) => [document.path.replace(/^in\//u, ''), document]))
    const tally = { files: files.length, read: 0, settled: 0, candidates: 0, holdingTruth: 0, wrong: 0, wrongYear: 0 }
    const ways: Record<string, string> = {}
    const wrong: string[] = []
    for (const { path, organ, year } of files) {
      const document = byPath.get(path)
      if (!document) continue
      tally.read += 1
      if (document.year !== year) tally.wrongYear += 1
      const isRight = document.organId === organ.organId
      if (document.settled) tally.settled += 1
      else tally.candidates += 1
      if (!document.settled && document.candidates.some(({ organId }) => organId === organ.organId))
        tally.holdingTruth += 1
      if (document.settled && !isRight) {
        tally.wrong += 1
        wrong.push(`${path}: ${document.organId ?? ''} for ${organ.organId} (${document.evidence.join('; ')})`)
      }
      const [settled = 0, all = 0] = (ways[organ.way] ?? '0/0').split('/').map(Number)
      ways[organ.way] = `${settled + Number(document.settled)}/${all + 1}`
    }
    const coverage = { organYears: 0, exact: 0 }
    const off: string[] = []
    for (const { organId } of truth) {
      const own = files.filter(({ organ }) => organ.organId === organId)
      const documents = found.filter((document) => document.organId === organId)
      // Of an organ with open documents nobody can tell what is missing.
      if (documents.length !== own.length) continue
      const states = coverageOf(organId, documents, years, divisions)
      for (const year of years) {
        const count = own.filter((file) => file.year === year).length
        const expected = count === 0 ? 'missing' : count === 1 ? 'present' : 'several'
        const state = states.find((each) => each.year === year)
        coverage.organYears += 1
        if (state?.state === expected && state.documents === count) coverage.exact += 1
        else off.push(`${organId} ${year}: ${state?.state ?? '—'} for ${expected}`)
      }
    }
    return { ...tally, settledByWay: ways, coverage, wrongOnes: wrong.slice(0, 20), coverageOff: off.slice(0, 20) }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
