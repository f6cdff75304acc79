import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { DocumentError } from '../../model/problem.js'

/** Where LibreOffice may be: names that the system looks up itself, then the places that installers use. */
interface Places {
  readonly names: readonly string[]
  readonly paths: readonly string[]
}

const NAMES = ['soffice', 'libreoffice']

const PATHS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/lib/libreoffice/program/soffice',
    '/usr/lib64/libreoffice/program/soffice',
    '/opt/libreoffice/program/soffice',
    '/usr/local/bin/soffice',
  ],
  darwin: [
    '/Applications/LibreOffice.app/Contents/MacOS/soffice',
    join(homedir(), 'Applications/LibreOffice.app/Contents/MacOS/soffice'),
    '/opt/homebrew/bin/soffice',
  ],
  // The .com waits until the conversion is done; the .exe does not.
  win32: [
    String.raw`C:\Program Files\LibreOffice\program\soffice.com`,
    String.raw`C:\Program Files (x86)\LibreOffice\program\soffice.com`,
  ],
}

const PLACES: Places = { names: NAMES, paths: PATHS[process.platform] ?? [] }

const run = promisify(execFile)

/**
 * The absolute path of LibreOffice: the one given, else by name, else where installers put it.
 * @throws DocumentError office-missing, which says how to install it.
 */
export async function findOffice(given: string | null, places: Places = PLACES): Promise<string> {
  if (given !== null) {
    if (await isExecutable(given)) return resolve(given)
    throw new DocumentError('office-missing', { looked: given })
  }
  for (const name of places.names) {
    const path = await lookUp(name)
    if (path !== null) return path
  }
  for (const path of places.paths) if (await isExecutable(path)) return path
  throw new DocumentError('office-missing', { looked: [...places.names, ...places.paths].join(', ') })
}

/** The system's own search for a program; this code knows nothing of its search path. */
async function lookUp(name: string): Promise<string | null> {
  const search =
    process.platform === 'win32' ? run('where', [name]) : run('/bin/sh', ['-c', 'command -v -- "$1"', 'sh', name])
  try {
    const path = (await search).stdout.split(/\r?\n/, 1)[0]?.trim() ?? ''
    return path !== '' && (await isExecutable(path)) ? path : null
  } catch {
    return null
  }
}

const isExecutable = async (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
