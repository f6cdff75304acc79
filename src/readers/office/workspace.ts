import { mkdtemp, readdir, rm, stat, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DocumentError } from '../../model/problem.js'
import { isAlive, ownerOf } from '../../system.js'

const PREFIX = 'nianbao-office-'

/** A folder this old whose process is gone was left behind; a process of another container may only seem to be gone. */
const LEFT_BEHIND_MS = 3_600_000

let swept: Promise<void> | null = null

/** A program with less room to write than this fails without saying so. */
const MIN_ROOM_BYTES = 4 * 1024 * 1024

/**
 * LibreOffice's settings for a conversion, as [node of its registry, property, value]. A document can name
 * pictures, texts and templates that lie on this machine or on others, and hold programs: none of it is touched.
 */
const SETTINGS: readonly (readonly [node: string, property: string, value: string])[] = [
  ['org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableActiveContent', 'true'],
  // Links of documents that lie in no trusted folder are not followed, neither into the network nor into the file system.
  ['org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  // 2: links are never brought up to date.
  ['org.openoffice.Office.Writer/Content/Update', 'Link', '2'],
  ['org.openoffice.Office.Writer/Content/Update', 'Field', 'false'],
  ['org.openoffice.Office.Java/VirtualMachine', 'Enable', 'false'],
  ['org.openoffice.Office.Recovery/RecoveryInfo', 'Enabled', 'false'],
  // Where the system cannot take the network away: a proxy at a port where nobody listens (discard).
  ['org.openoffice.Inet/Settings', 'ooInetProxyType', '2'],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPProxyName', '127.0.0.1'],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPProxyPort', '9'],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPSProxyName', '127.0.0.1'],
  ['org.openoffice.Inet/Settings', 'ooInetHTTPSProxyPort', '9'],
  ['org.openoffice.Inet/Settings', 'ooInetNoProxy', ''],
]

const REGISTRY = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
  ...SETTINGS.map(
    ([node, property, value]) =>
      `<item oor:path="/${node}"><prop oor:name="${property}" oor:op="fuse"><value>${value}</value></prop></item>`,
  ),
  '</oor:items>',
].join('\n')

/**
 * Runs `work` in a temporary folder of its own, which is gone afterwards. Folders left by killed processes go, too.
 * @throws DocumentError temp-unusable, where the folder cannot be made or written to; what `work` does.
 */
export async function inWorkspace<T>(work: (folder: string) => Promise<T>): Promise<T> {
  await (swept ??= sweep(tmpdir()))
  const folder = await asTemporary(() => mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`)))
  try {
    return await work(folder)
  } finally {
    // A program that was killed a moment ago may still be writing. A folder that cannot be removed is swept later.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined)
  }
}

/** Writes as much into a workspace as any program needs. @throws DocumentError temp-unusable */
export async function assertRoom(folder: string): Promise<void> {
  await asTemporary(() => writeFile(join(folder, 'room'), Buffer.alloc(MIN_ROOM_BYTES)))
}

/** The same, but what the file system refuses is the temporary folder's fault, not the document's. */
export async function asTemporary<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') throw cause
    throw new DocumentError('temp-unusable', { folder: tmpdir(), reason: cause.code }, { cause })
  }
}

/** Takes away what processes left behind that were killed amid a conversion; never throws. */
export async function sweep(parent: string, now = Date.now()): Promise<void> {
  const names = await readdir(parent).catch(() => [])
  for (const name of names) {
    const pid = ownerOf(name, PREFIX)
    if (pid === null || isAlive(pid)) continue
    const folder = join(parent, name)
    const age = now - ((await stat(folder).catch(() => null))?.mtimeMs ?? now)
    if (age > LEFT_BEHIND_MS) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Makes a user profile in a folder that is not there yet. LibreOffice fills in the rest at its start, in about 0.4 s. */
export async function makeProfile(folder: string): Promise<void> {
  await mkdir(join(folder, 'user'), { recursive: true })
  await writeFile(join(folder, 'user', 'registrymodifications.xcu'), REGISTRY)
}
