import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv, memoryUsage, stdout } from 'node:process'
import { exportPanel } from '../../src/export/index.js'
import type { ExportSource } from '../../src/export/export.js'
import { madeDocument } from '../../src/export/testing/documents.js'
import { packedDivisions } from '../../src/panel/index.js'
import type { StoredDocument } from '../../src/store/store.js'

// Memory and time of a panel's export, without a store behind it: node dist/bench/panel/large.js [DOCUMENTS]

const [, , given = '100000'] = argv
const count = Number(given)
const YEARS = 6

const folder = await mkdtemp(join(tmpdir(), 'nianbao-large-panel-'))
const divisions = await packedDivisions()
const towns = [...divisions.names]
  .filter(([name, all]) => all.length === 1 && /[镇乡]$/u.test(name))
  .map(([name]) => name)
const make = (index: number): StoredDocument => {
  const organ = towns[Math.floor(index / YEARS) % towns.length] ?? ''
  const year = 2018 + (index % YEARS)
  // Sorted by path, years of an organ lie far apart: the panel has to bring them together.
  const path = `${year}/${String(index).padStart(7, '0')}.pdf`
  return madeDocument({ path, organ: `${organ}人民政府`, year, form: year < 2021 ? '2019' : '2021' })
}
const source: ExportSource = {
  names: async () => Promise.resolve([]),
  // Only counted.
  async *documents() {
    const one = make(0)
    for (let index = 0; index < count; index += 1) yield await Promise.resolve(one)
  },
  async *effective() {
    for (let index = 0; index < count; index += 1) yield await Promise.resolve(make(index))
  },
}
const megabytes = (bytes: number): number => Math.round(bytes / 1_000_000)
let peak = 0
const timer = setInterval(() => (peak = Math.max(peak, memoryUsage().rss)), 200)
const start = performance.now()
const { reports, settled, rows } = await exportPanel(source, {
  ...{ out: join(folder, 'panel'), formats: ['csv'], divisions },
  onProgress: (done) => {
    peak = Math.max(peak, memoryUsage().rss)
    if (done % (count / 10) === 0) stdout.write(`${done} read, ${megabytes(memoryUsage().rss)} MB\n`)
  },
})
clearInterval(timer)
const seconds = Math.round((performance.now() - start) / 1_000)
stdout.write(
  `${count} documents, ${reports} reports (${settled} settled), ${rows.get('panel_values') ?? 0} values in ${seconds} s; ${megabytes(peak)} MB at most\n`,
)
await rm(folder, { recursive: true, force: true })
