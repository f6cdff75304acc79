import { spawnSync } from 'node:child_process'
import { openSync, readSync, closeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { globSync } from 'tinyglobby'
import { z } from 'zod'
import { sniffFormat } from '../src/readers/sniff.js'
import { extractSource } from '../src/extract.js'
import { load, measureFlat, measureFormat } from './measure.js'
import { measureRatio, printRatios, ratios } from './ratio.js'
import { printScans, scans } from './scan-report.js'
import { measureScans } from './scan.js'

/**
 * npm run bench [-- --rounds N] [-- FOLDER…]: documents and pages a second and peak memory for each format, each in a
 * process of its own; for PDF the whole extraction with each engine against that engine's own time; for scans that a truth
 * stands beside, each step a page, and Debian's tesseract on the same pictures; memory over 1,000 documents.
 */

const figures = z.object({ documents: z.number(), pages: z.number(), seconds: z.number(), peakMb: z.number() })
const flat = z.object({
  documents: z.number(),
  seconds: z.number(),
  residentMb: z.array(z.number()),
  peakMb: z.number(),
})
/** Scans with their truths, where the folders given have none. */
const OWN_SCANS = 'test/golden-scans'

const HEAD_BYTES = 65_536

function formatOf(path: string): string {
  const head = Buffer.alloc(HEAD_BYTES)
  const file = openSync(path, 'r')
  try {
    return sniffFormat(head.subarray(0, readSync(file, head)))
  } finally {
    closeSync(file)
  }
}

/** A measurement in a fresh process, so that no other's memory or warm code counts. */
function inProcess<T>(schema: z.ZodType<T>, ...args: readonly string[]): T {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (child.status !== 0) throw new Error(`bench ${args[0] ?? ''} failed: ${child.stderr}`)
  return schema.parse(JSON.parse(child.stdout))
}

async function measured(kind: string, rounds: number, paths: readonly string[]): Promise<unknown> {
  if (kind === 'format') return measureFormat(paths, rounds)
  if (kind === 'ratio') return measureRatio(paths, rounds)
  if (kind === 'scan') return measureScans(paths)
  return measureFlat(paths, rounds)
}

/** Born-digital files by format; files that have to be recognised are `scan`, those that are no report are left out. */
async function grouped(files: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = new Map<string, string[]>()
  for (const path of files) {
    const { status, problems } = await extractSource(load(path), { ocr: 'off' })
    const isScan = problems.some(({ code }) => code === 'no-text-layer' || code === 'format-image')
    if (status === 'failed' && !isScan) continue
    const kind = isScan ? 'scan' : formatOf(path)
    groups.set(kind, [...(groups.get(kind) ?? []), path])
  }
  return groups
}

async function report(folders: readonly string[], rounds: number): Promise<void> {
  const files = folders
    .flatMap((folder) => globSync('**/*', { cwd: folder, absolute: true, ignore: ['**/*.json', '**/*.md'] }))
    .sort()
  const groups = await grouped(files)
  const table = new Table({
    head: ['format', 'documents/s', 'pages/s', 's/page', 'peak MB'],
    style: { head: [], border: [] },
  })
  for (const [format, paths] of [...groups].sort()) {
    const found = inProcess(figures, '--run', 'format', '--rounds', String(format === 'scan' ? 1 : rounds), ...paths)
    const perSecond = (count: number): string => (count / found.seconds).toFixed(1)
    const paged = found.pages > 0
    table.push([
      format,
      perSecond(found.documents),
      paged ? perSecond(found.pages) : '–',
      paged ? (found.seconds / found.pages).toFixed(3) : '–',
      String(found.peakMb),
    ])
  }
  console.log(table.toString())
  const pdfs = groups.get('pdf') ?? []
  if (pdfs.length > 0) printRatios(inProcess(ratios, '--run', 'ratio', '--rounds', String(rounds), ...pdfs))
  const given = folders.filter((folder) => globSync('**/*.truth.json', { cwd: folder }).length > 0)
  printScans(inProcess(scans, '--run', 'scan', ...(given.length > 0 ? given : [OWN_SCANS])))
  const bornDigital = [...groups].flatMap(([kind, paths]) => (kind === 'scan' ? [] : paths))
  const found = inProcess(flat, '--run', 'flat', '--rounds', '1000', ...bornDigital)
  console.log(
    `1,000 documents in one process: ${(found.documents / found.seconds).toFixed(1)} a second; resident MB after each hundred: ${found.residentMb.join(' ')}; peak ${found.peakMb}`,
  )
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { run: { type: 'string' }, rounds: { type: 'string', default: '5' } },
})
if (values.run === undefined) await report(positionals.length > 0 ? positionals : ['samples'], Number(values.rounds))
else console.log(JSON.stringify(await measured(values.run, Number(values.rounds), positionals)))
