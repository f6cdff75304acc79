import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DocumentError } from '../../model/problem.js'
import type { Limits } from '../../model/source.js'
import { sniff } from '../sniff.js'
import { confined, runGroup } from './group.js'
import { findOffice } from './find.js'
import { makeProfile, asTemporary, assertRoom, inWorkspace } from './workspace.js'
import { oleEntries, oleStreamHead } from '../containers/ole.js'

export interface ConvertOptions {
  readonly limits: Limits
  readonly signal: AbortSignal | null
  /** Path of LibreOffice; null: it is looked for. */
  readonly soffice: string | null
}

/** Formats that LibreOffice makes of others. */
type Target = 'docx' | 'pdf' | 'xlsx'

interface Conversion {
  readonly bytes: Uint8Array
  readonly format: OfficeFormat | RenderedFormat | 'xls' | 'csv'
  readonly to: Target
  /** LibreOffice's name of the filter that reads it. */
  readonly filter: string
}

/** Formats that LibreOffice only prints. */
type RenderedFormat = 'docx' | 'html'

/** LibreOffice's names of the filters that read it. */
const RENDERED: Readonly<Record<RenderedFormat, string>> = { docx: 'MS Word 2007 XML', html: 'HTML (StarWriter)' }

/** The names of the filters that write a format where the format alone does not tell. */
const WRITERS: Readonly<Record<Target, string>> = {
  docx: 'docx',
  pdf: 'pdf:writer_pdf_Export',
  xlsx: 'xlsx:Calc MS Excel 2007 XML',
}

/** The filters that read a spreadsheet of before 2007, in the order in which to try them. */
const SHEET_FILTERS = ['MS Excel 97', 'MS Excel 95', 'MS Excel 5.0/95']

/** The rest of the deadline is for reading what comes out; ended here, the process that asked lives on. */
const DEADLINE_SHARE = 0.8

const BYTES_PER_MB = 1024 * 1024

/** A document that every working LibreOffice converts. */
const PROBE: Conversion = {
  bytes: Buffer.from(String.raw`{\rtf1\ansi nianbao}`),
  format: 'rtf',
  filter: 'Rich Text Format',
  to: 'docx',
}

/** The same for its Calc, which may be missing beside a Writer. */
const SHEET_PROBE: Conversion = {
  bytes: Buffer.from('nianbao,1'),
  format: 'csv',
  filter: 'Text - txt - csv (StarCalc)',
  to: 'xlsx',
}

/** Installations that have converted something: where they fail, it is the document. */
const working = new Set<string>()

/** The formats that LibreOffice converts. HTML is never one: LibreOffice would fetch the pictures that the page names. */
export type OfficeFormat = 'doc' | 'rtf'

const WORD_97 = 'MS Word 97'
/** Word 6 and 95 wrote the same format; one filter reads both. */
const WORD_6 = 'MS WinWord 6.0'

/** [MS-DOC] FibBase: wIdent at byte 0, nFib at byte 2, by which Word tells its versions; 97 began at 193. */
const IDENT_97 = 0xa5ec
const IDENT_6 = 0xa5dc
const FIRST_OF_97 = 193

/**
 * Converts a document to .docx by LibreOffice, which sees a fresh profile, no network where the system can take it away,
 * and no environment; it is ended with its process group at the deadline and when the signal fires.
 * @throws DocumentError office-missing, office-broken, temp-unusable, timeout, damaged-file, unpacks-too-large; the signal's reason.
 */
export async function convertToDocx(
  bytes: Uint8Array,
  format: OfficeFormat,
  options: ConvertOptions,
): Promise<Uint8Array> {
  return convert({ bytes, format, to: 'docx' }, filtersFor(bytes, format), options)
}

/**
 * The document as LibreOffice prints it: a PDF. Of a web page nothing may be left that leads anywhere.
 * @throws DocumentError what convertToDocx throws
 */
export async function convertToPdf(
  bytes: Uint8Array,
  format: OfficeFormat | RenderedFormat,
  options: ConvertOptions,
): Promise<Uint8Array> {
  const filters = format === 'docx' || format === 'html' ? [RENDERED[format]] : filtersFor(bytes, format)
  return convert({ bytes, format, to: 'pdf' }, filters, options)
}

/**
 * Converts a spreadsheet of Excel 5 to 2003 to .xlsx, as convertToDocx does.
 * @throws DocumentError what convertToDocx throws
 */
export const convertToXlsx = async (bytes: Uint8Array, options: ConvertOptions): Promise<Uint8Array> =>
  convert({ bytes, format: 'xls', to: 'xlsx' }, SHEET_FILTERS, options)

async function convert(
  document: Omit<Conversion, 'filter'>,
  filters: readonly string[],
  options: ConvertOptions,
): Promise<Uint8Array> {
  const office = await findOffice(options.soffice)
  const probe = document.to === 'xlsx' ? SHEET_PROBE : PROBE
  const known = `${office} ${probe.format}`
  const until = performance.now() + options.limits.deadlineMs * DEADLINE_SHARE
  for (const filter of filters) {
    const converted = await convertOnce(office, { ...document, filter }, options, until)
    if (converted === null) continue
    working.add(known)
    return converted
  }
  if (!working.has(known)) {
    // LibreOffice without its Writer or Calc, or confined by its packaging, fails on everything, and exits with 0.
    if ((await convertOnce(office, probe, options, until)) === null)
      throw new DocumentError('office-broken', { path: office })
    working.add(known)
  }
  const program = document.to === 'xlsx' ? 'Excel' : 'Word'
  throw new DocumentError('damaged-file', { format: program, reason: 'LibreOffice could not open it' })
}

/** Null if nothing came out: its exit status says nothing. */
async function convertOnce(
  office: string,
  { bytes, format, filter, to }: Conversion,
  { limits, signal }: ConvertOptions,
  until: number,
): Promise<Uint8Array | null> {
  return inWorkspace(async (folder) => {
    const input = join(folder, `input.${format}`)
    await asTemporary(() => Promise.all([writeFile(input, bytes), makeProfile(join(folder, 'profile'))]))
    const command = await confined(
      [
        office,
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        '--headless',
        '--norestore',
        `--infilter=${filter}`,
        '--convert-to',
        WRITERS[to],
        '--outdir',
        join(folder, 'output'),
        input,
      ],
      { cpuSeconds: limits.deadlineMs / 1_000, fileMb: limits.unpackedMb },
    )
    const ending = await runGroup(command, {
      cwd: folder,
      environment: environmentIn(folder),
      deadlineMs: Math.max(0, until - performance.now()),
      signal,
    })
    if (ending === 'aborted') throw signal?.reason
    if (ending === 'timeout')
      throw new DocumentError('timeout', { seconds: Math.round((limits.deadlineMs * DEADLINE_SHARE) / 100) / 10 })
    const output = await outputOf(join(folder, 'output', `input.${to}`), to, limits)
    // LibreOffice says nothing of a full disk.
    if (output === null) await assertRoom(folder)
    return output
  })
}

/** All that LibreOffice sees: places of its own for what it leaves behind, and the same language everywhere. */
const environmentIn = (folder: string): Readonly<Record<string, string>> => ({
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: folder,
  TMPDIR: folder,
  TEMP: folder,
  TMP: folder,
  LC_ALL: 'C.UTF-8',
  SAL_USE_VCLPLUGIN: 'svp',
})

async function outputOf(file: string, format: Target, limits: Limits): Promise<Uint8Array | null> {
  const info = await stat(file).catch(() => null)
  if (!info?.isFile()) return null
  if (info.size > limits.unpackedMb * BYTES_PER_MB)
    throw new DocumentError('unpacks-too-large', { limit: limits.unpackedMb })
  const bytes = new Uint8Array(await readFile(file))
  return sniff(bytes).format === format ? bytes : null
}

/**
 * The names of LibreOffice's filters for a document, in the order in which to try them. It is never left to guess: what
 * it does not know it takes for plain text, or for a web page. Two only where the head of a small stream lies scattered.
 */
export function filtersFor(bytes: Uint8Array, format: OfficeFormat): readonly string[] {
  if (format === 'rtf') return ['Rich Text Format']
  const fib = oleStreamHead(bytes, oleEntries(bytes), 'WordDocument')
  const word = (at: number): number => (fib[at] ?? 0) + (fib[at + 1] ?? 0) * 256
  if (word(0) === IDENT_97 && word(2) >= FIRST_OF_97) return [WORD_97]
  if (word(0) === IDENT_6 && word(2) < FIRST_OF_97) return [WORD_6]
  return [WORD_97, WORD_6]
}
