import { spawnSync } from 'node:child_process'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { globSync } from 'tinyglobby'
import { readTruth, rowsIn, rowsWholeIn } from '../rows.js'
import { readWithNianbao, readWithPdfParse, readWithTableExtractor } from './node-peers.js'
import { type PeerReport, report } from './peer.js'
import { type InBoth, show, together } from '../figures.js'
import { peersTable, scanPeersTable } from './print.js'
import { PYTHON_PEERS, readWithPython } from './python.js'
import { readScans, SCAN_READERS, scanReport } from './scans.js'

/**
 * npm run bench:peers [-- --write FOLDER…]: nianbao beside other readers of tables on the same files in the same run; each in a
 * process of its own, with what it recovers (rows of the statutory form that it has whole), processor time and memory.
 * Folders hold PDF files with their truths beside them (x.pdf, x.truth.json) and scans. `--write` writes the tables into the
 * documentation.
 */

const BORN_DIGITAL = 'test/golden/reports'
const SCANS = 'test/golden-scans'

const NODE_PEERS: Readonly<Record<string, (paths: readonly string[]) => Promise<PeerReport>>> = {
  pdfium: (paths) => readWithNianbao('auto', paths),
  pdfjs: (paths) => readWithNianbao('pdfjs', paths),
  'pdf-parse': readWithPdfParse,
  'pdf-table-extractor': readWithTableExtractor,
}

const MAX_OUTPUT = 1 << 28
/** A library may print to standard output: the report stands behind this mark, on the last line. */
const MARK = '\u0000report:'

function inProcess(kind: string, paths: readonly string[]): unknown {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--run', kind, ...paths],
    { encoding: 'utf8', maxBuffer: MAX_OUTPUT },
  )
  const at = stdout.lastIndexOf(MARK)
  if (status !== 0 || at < 0) throw new Error(`bench:peers ${kind} failed: ${stderr}`)
  return JSON.parse(stdout.slice(at + MARK.length))
}

/** The rows that each reader has whole, where it did not tell by itself. */
function judged(found: PeerReport, paths: readonly string[]): PeerReport {
  const files = found.files.map((each) => {
    const path = paths.find((own) => basename(own) === each.file)
    if (each.whole !== null || path === undefined) return each
    return { ...each, whole: rowsWholeIn(rowsIn(readTruth(path.replace(/\.pdf$/, '.truth.json'))), each.lines) }
  })
  return { ...found, files }
}

function comparePdfs(folders: readonly string[]): InBoth {
  const paths = folders.flatMap((folder) =>
    globSync('**/*.truth.json', { cwd: folder, absolute: true })
      .map((path) => path.replace(/\.truth\.json$/, '.pdf'))
      .filter((path) => globSync(path, { absolute: true }).length > 0 && readTruthOf(path).kind === 'pdf')
      .sort(),
  )
  const reports = [
    ...Object.keys(NODE_PEERS).map((kind) => report.parse(inProcess(kind, paths))),
    ...PYTHON_PEERS.flatMap((library) => readWithPython(library, paths) ?? []),
  ]
  const rows = paths.reduce((sum, path) => sum + rowsIn(readTruthOf(path)).length, 0)
  return peersTable(
    reports.map((each) => judged(each, paths)),
    rows,
  )
}

function compareScans(folders: readonly string[]): InBoth {
  const found = SCAN_READERS.map((kind) => scanReport.nullable().parse(inProcess(`scan ${kind}`, folders)))
  return scanPeersTable(found.filter((each) => each !== null))
}

const readTruthOf = (path: string): ReturnType<typeof readTruth> => readTruth(path.replace(/\.pdf$/, '.truth.json'))

async function measured(kind: string, paths: readonly string[]): Promise<unknown> {
  const scanReader = SCAN_READERS.find((each) => kind === `scan ${each}`)
  return scanReader ? readScans(scanReader, paths) : NODE_PEERS[kind]?.(paths)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { run: { type: 'string' }, write: { type: 'boolean', default: false } },
})
if (values.run !== undefined) {
  process.stdout.write(`${MARK}${JSON.stringify(await measured(values.run, positionals))}\n`)
  // Some libraries keep threads that never end.
  process.exit()
} else {
  const [pdfs, scans] = positionals.length > 0 ? [positionals, positionals] : [[BORN_DIGITAL], [SCANS]]
  show('peers', together(comparePdfs(pdfs), compareScans(scans)), { write: values.write })
}
