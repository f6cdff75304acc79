import { execFile } from 'node:child_process'
import { access, statfs } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cpus, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Say } from '../messages.js'
import { advice, fine, missing, type Finding } from './finding.js'

const run = promisify(execFile)

/** As package.json has it under `engines`. */
const LEAST_NODE: readonly [major: number, minor: number] = [20, 19]

/** Below this a run of some thousand documents may end for want of room: each takes about 100 kB in the store. */
const LEAST_FREE_MB = 1_024

const BYTES_PER_MB = 1024 * 1024
const BYTES_PER_GB = 1024 * BYTES_PER_MB

/** Long enough for a cold cache of fonts. */
const FONTS_MS = 20_000

export function nodeFinding(say: Say, version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor, leastMinor] = LEAST_NODE
  const enough = major > leastMajor || (major === leastMajor && minor >= leastMinor)
  const found = say('doctorNode', {
    version,
    platform: `${process.platform}-${process.arch}`,
    cores: cpus().length,
    gigabytes: (totalmem() / BYTES_PER_GB).toFixed(1),
  })
  return enough ? fine('node', found) : missing('node', found, say('doctorNodeOld', { least: LEAST_NODE.join('.') }))
}

/** Free space where the data folder is, or will be. */
export async function diskFinding(say: Say, folder: string): Promise<Finding> {
  const place = await nearestExisting(resolve(folder))
  const { bavail, bsize } = await statfs(place)
  const megabytes = Math.round((bavail * bsize) / BYTES_PER_MB)
  const found = say('doctorDisk', { gigabytes: (megabytes / 1024).toFixed(1), folder: place })
  return megabytes < LEAST_FREE_MB ? advice('disk', found, say('doctorDiskLow')) : fine('disk', found)
}

async function nearestExisting(folder: string): Promise<string> {
  for (let place = folder; ; place = dirname(place))
    if (
      place === dirname(place) ||
      (await access(place).then(
        () => true,
        () => false,
      ))
    )
      return place
}

/** What pdf.js brings for PDFs whose Chinese fonts are not embedded. */
export async function cmapFinding(say: Say): Promise<Finding> {
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'cmaps')
    await access(join(folder, 'UniGB-UCS2-H.bcmap'))
    return fine('pdf', say('doctorPdf'))
  } catch {
    return missing('pdf', say('doctorPdfMissing'), say('doctorReinstall'))
  }
}

/** Chinese fonts of the system. No number is read by them; pictures of pages that embed none are drawn with them. */
export async function fontFinding(say: Say, program = 'fc-list'): Promise<Finding> {
  if (process.platform === 'win32' || process.platform === 'darwin') return fine('fonts', say('doctorFontsSystem'))
  const list = await run(program, [':lang=zh', 'family'], { timeout: FONTS_MS }).catch(() => null)
  if (!list) return advice('fonts', say('doctorFontsUnknown'), say('doctorFontsInstall'))
  const families = new Set(
    list.stdout
      .split('\n')
      .map((line) => line.split(',', 1)[0]?.trim() ?? '')
      .filter((name) => name !== ''),
  )
  const [first] = families
  return first === undefined
    ? advice('fonts', say('doctorFontsNone'), say('doctorFontsInstall'))
    : fine('fonts', say('doctorFonts', { count: families.size, first }))
}
