import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, execPath, stdout } from 'node:process'
import { GatheredReports, type LightDocument, packedDivisions, Resolver, withoutValues } from '../../src/panel/index.js'
import { openStore } from '../../src/store/open.js'
import { randomNumbers } from '../../test/support/random.js'
import { makePanel } from './made.js'
import { madeOrgans } from './organs.js'
import { Places } from './places.js'
import { score } from './score.js'
import { trappedOrgans } from './traps.js'

// A made panel, ingested and scored. `traps` is the second set, whose names are written to mislead:
// npm run build && node dist/bench/panel/main.js [ORGANS] [SEED] [traps] [FOLDER to keep it in]

const CLI = new URL('../../src/cli/main.js', import.meta.url).pathname
const [, , organs = '300', seed = '1', set = 'plain', kept] = argv

const folder = kept ?? (await mkdtemp(join(tmpdir(), 'nianbao-made-panel-')))
try {
  const divisions = await packedDivisions()
  const places = new Places(divisions, randomNumbers(Number(seed)))
  const choose = set === 'traps' ? trappedOrgans : madeOrgans
  await mkdir(join(folder, 'in'), { recursive: true })
  const made = await makePanel(join(folder, 'in'), choose(Number(organs), places), places)
  const data = join(folder, 'data')
  const args = ['ingest', join(folder, 'in'), '--manifest', join(folder, 'manifest.csv'), '--data', data, '--quiet']
  execFileSync(execPath, [CLI, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
  const { store, close } = await openStore(data, { create: false })
  const gathered = await GatheredReports.from(store, new Resolver(divisions))
  const documents: LightDocument[] = []
  for await (const report of gathered.reports()) documents.push(...report.map(withoutValues))
  await gathered.close()
  await close()
  stdout.write(`${JSON.stringify(score(made, documents, divisions), null, 1)}\n`)
} finally {
  if (kept === undefined) await rm(folder, { recursive: true, force: true })
}
