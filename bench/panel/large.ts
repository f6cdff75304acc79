import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, cpuUsage, execPath, memoryUsage, resourceUsage, stdout } from 'node:process'
import { EXPORT_FORMATS, exportPanel } from '../../src/export/index.js'
import { collector } from '../../src/model/testing/collector.js'
import { packedDivisions } from '../../src/panel/index.js'
import type { DocumentFilter } from '../../src/store/store.js'
import { openStore } from '../../src/store/open.js'
import { fillStore } from './fill.js'

// Memory and time of a panel's export from a store of made records:
// npm run build && node dist/bench/panel/large.js [DOCUMENTS] [FORMAT,…] [VALUES a report, or all] [FOLDER of a store that is kept]

const FILL = 'fill'
const STEPS = 8
const [, script = '', given = '100000', wanted = 'csv', values = 'all', kept, task] = argv
const count = Number(given)
const formats = EXPORT_FORMATS.filter((format) => wanted.split(',').includes(format))
const collect = collector()

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1)
const seconds = (): string => ((cpuUsage().user + cpuUsage().system) / 1e6).toFixed(0)

function told(what: string): void {
  const peak = megabytes(resourceUsage().maxRSS * 1_024)
  collect()
  const { heapUsed, external, rss } = memoryUsage()
  const held = `${megabytes(heapUsed)} MB of heap, ${megabytes(external)} MB outside of it`
  stdout.write(`${what}: ${held}; process ${megabytes(rss)} MB, ${peak} MB at most; ${seconds()} s of processor time\n`)
}

async function* none(): AsyncGenerator<never> {
  // No document.
}

async function measure(folder: string, out: string): Promise<void> {
  const divisions = await packedDivisions()
  const { store, close } = await openStore(folder, { create: false })
  told('the registry is loaded')
  const step = Math.ceil(count / STEPS)
  // Findings are measured by themselves (bench/findings): they are computed when documents come, not when a panel is written.
  const source = { ...store, effective: (filter: DocumentFilter) => (filter.sha256 ? none() : store.effective(filter)) }
  const { documents, reports, settled, rows } = await exportPanel(source, {
    ...{ out, formats, divisions },
    onProgress: (done) => {
      if (done % step === 0) told(`${done} read`)
    },
    onReport: (done) => {
      if (done % step === 0) told(`${done} written`)
    },
  })
  told(
    `${documents} documents, ${reports} reports (${settled} settled), ${rows.get('panel_values') ?? 0} values in ${formats.join(' ')}`,
  )
  await close()
}

if (task === FILL) await fillStore(kept ?? '', count, values === 'all' ? undefined : Number(values))
else {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-large-panel-'))
  const data = kept ?? join(folder, 'data')
  // Filled by another process, so that this one's memory is the export's.
  if (!existsSync(data)) execFileSync(execPath, [script, given, wanted, values, data, FILL], { stdio: 'inherit' })
  try {
    await measure(data, join(folder, 'panel'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
