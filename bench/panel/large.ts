import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, execPath, resourceUsage, stdout } from 'node:process'
import { exportPanel } from '../../src/export/index.js'
import { madeDocument } from '../../src/export/testing/documents.js'
import { type Divisions, packedDivisions } from '../../src/panel/index.js'
import { openStore } from '../../src/store/open.js'

// Memory and time of a panel's export from a store of made records:
// npm run build && node dist/bench/panel/large.js [DOCUMENTS] [FOLDER of a store that an earlier run left]

const YEARS = 6
const FILL = 'fill'
const [, script = '', given = '100000', kept, task] = argv
const count = Number(given)

/** Towns whose names no other division has, so that each document's organ is settled. */
const townsIn = (divisions: Divisions): readonly string[] =>
  [...divisions.names].filter(([name, all]) => all.length === 1 && /[镇乡]$/u.test(name)).map(([name]) => name)

async function fill(folder: string): Promise<void> {
  const towns = townsIn(await packedDivisions())
  const { store, close } = await openStore(folder)
  for (let index = 0; index < count; index += 1) {
    const organ = `${towns[Math.floor(index / YEARS) % towns.length] ?? ''}人民政府`
    const year = 2018 + (index % YEARS)
    // Sorted by path, years of an organ lie far apart: the panel has to bring them together.
    const path = `${year}/${String(index).padStart(7, '0')}.pdf`
    const { record } = madeDocument({ path, organ, year, form: year < 2021 ? '2019' : '2021' }).effective
    const { version, options } = record.extractor
    const at = '2024-02-01T00:00:00.000Z'
    await store.saveAttempt({
      ...{ key: { sha256: record.source.sha256, version, options }, generation: 1, batch: null },
      ...{ startedAt: at, finishedAt: at, record },
    })
  }
  await close()
}

const megabytes = (kilobytes: number): number => Math.round(kilobytes / 1_000)
const peak = (): number => megabytes(resourceUsage().maxRSS)

async function measure(folder: string, out: string): Promise<void> {
  const divisions = await packedDivisions()
  const { store, close } = await openStore(folder, { create: false })
  stdout.write(`the registry is loaded: ${peak()} MB\n`)
  const start = performance.now()
  const { documents, reports, settled, rows } = await exportPanel(store, {
    ...{ out, formats: ['csv'], divisions },
    onProgress: (done) => {
      if (done % (count / 5) === 0) stdout.write(`${done} read, ${peak()} MB at most\n`)
    },
  })
  const seconds = Math.round((performance.now() - start) / 1_000)
  const values = rows.get('panel_values') ?? 0
  stdout.write(`${documents} documents, ${reports} reports (${settled} settled), ${values} values\n`)
  stdout.write(`${seconds} s, ${peak()} MB at most\n`)
  await close()
}

if (task === FILL) await fill(kept ?? '')
else {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-large-panel-'))
  const data = kept ?? join(folder, 'data')
  // Filled by another process, so that this one's memory is the export's.
  if (kept === undefined) execFileSync(execPath, [script, given, data, FILL], { stdio: 'inherit' })
  try {
    await measure(data, join(folder, 'panel'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
