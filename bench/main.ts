import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { globSync } from 'tinyglobby'
import { z } from 'zod'
import { byFormat, flatSentence, formatsTable, ratioSentence } from './formats.js'
import { measureFlat, measureFormat } from './measure.js'
import { measureRatio, printRatios, ratios } from './ratio.js'
import { show, together } from './figures.js'
import { printScans, scans, scansSentence } from './scan-report.js'
import { measureScans } from './scan.js'

/**
 * npm run bench [-- --rounds N --write FOLDER…]: documents and pages a second and peak memory for each format, each in a
 * process of its own; for PDF the whole extraction with each engine against that engine's own time; for scans that a truth
 * stands beside, each step a page, and Debian's tesseract on the same pictures; memory over 1,000 documents. `--write` writes
 * the figures into the documentation.
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

async function report(folders: readonly string[], rounds: number, write: boolean): Promise<void> {
  const files = folders
    .flatMap((folder) => globSync('**/*', { cwd: folder, absolute: true, ignore: ['**/*.json', '**/*.md'] }))
    .sort()
  const groups = await byFormat(files)
  const formats = [...groups].sort().map(([format, paths]) => {
    // A page of a scan takes seconds: one round tells enough.
    const times = String(format === 'scan' ? 1 : rounds)
    return [format, inProcess(figures, '--run', 'format', '--rounds', times, ...paths)] as const
  })
  const pdfs = groups.get('pdf') ?? []
  const byFile = pdfs.length > 0 ? inProcess(ratios, '--run', 'ratio', '--rounds', String(rounds), ...pdfs) : null
  if (byFile) printRatios(byFile)
  const bornDigital = [...groups].flatMap(([kind, paths]) => (kind === 'scan' ? [] : paths))
  const long = inProcess(flat, '--run', 'flat', '--rounds', '1000', ...bornDigital)
  const given = folders.filter((folder) => globSync('**/*.truth.json', { cwd: folder }).length > 0)
  const scanned = inProcess(scans, '--run', 'scan', ...(given.length > 0 ? given : [OWN_SCANS]))
  printScans(scanned)
  show('formats', together(formatsTable(formats), ...(byFile ? [ratioSentence(byFile)] : []), flatSentence(long)), {
    write,
  })
  show('scans', scansSentence(scanned), { write })
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    run: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    write: { type: 'boolean', default: false },
  },
})
if (values.run !== undefined)
  console.log(JSON.stringify(await measured(values.run, Number(values.rounds), positionals)))
else await report(positionals.length > 0 ? positionals : ['samples'], Number(values.rounds), values.write)
