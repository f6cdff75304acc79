import { existsSync } from 'node:fs'
import nodePath, { type PlatformPath } from 'node:path'
import { CodedError, codesOf, type Details, sentences, type Sentences } from './model/sentences.js'
import { OWN_PACKAGE } from './version.js'

/**
 * Packages that only some commands need. package.json names them as optional peers, so that nobody else installs them, and as
 * development dependencies with exact versions; the folders that use them are loaded only when they are needed.
 */
export type PackageGroup = 'fleet' | 'tesseract'

/** All other optional peers are of the fleet and the HTTP API. */
const TESSERACT: readonly string[] = ['tesseract.js', '@tesseract.js-data/chi_sim']

const groupOf = (name: string): PackageGroup => (TESSERACT.includes(name) ? 'tesseract' : 'fleet')

/** The one command that installs a group, with the versions that nianbao is tested with. */
export function installCommand(group: PackageGroup): string {
  const { peerDependencies, devDependencies, root } = OWN_PACKAGE
  const kind = installationOf(root)
  if (kind === 'clone') return 'npm ci'
  const names = Object.keys(peerDependencies).filter((name) => groupOf(name) === group)
  const versioned = names.map((name) => `${name}@${devDependencies[name] ?? 'latest'}`)
  return ['npm install', ...(kind === 'global' ? ['--global'] : []), ...versioned].join(' ')
}

/** How nianbao came to where it is: into a project's node_modules, into those for all of the system, or as a clone. */
export function installationOf(
  root: string,
  exists: (path: string) => boolean = existsSync,
  path: PlatformPath = nodePath,
): 'project' | 'global' | 'clone' {
  const modules = path.dirname(root)
  if (path.basename(modules) !== 'node_modules') return 'clone'
  return exists(path.join(path.dirname(modules), 'package.json')) ? 'project' : 'global'
}

const SENTENCES = {
  'packages-missing': sentences(
    [
      'The fleet and the HTTP API need packages that do not come with nianbao: {package} is not installed.',
      'Install all of them with one command: {command}',
    ],
    ['集群和 HTTP API 需要未随 nianbao 安装的软件包：缺少 {package}。', '请用这一条命令全部安装：{command}'],
  ),
} as const satisfies Record<string, Sentences>

type PackagesErrorCode = keyof typeof SENTENCES

export const PACKAGES_ERROR_CODES: readonly PackagesErrorCode[] = codesOf(SENTENCES)

/** Thrown where a command needs packages that were not installed. */
export class PackagesError extends CodedError<PackagesErrorCode> {
  override readonly name = 'PackagesError'

  constructor(code: PackagesErrorCode, details: Details, options: { readonly cause?: unknown } = {}) {
    super(SENTENCES, code, details, options)
  }
}

/** The optional package for whose lack something could not be loaded; null where that is not the reason. */
export function missingPackage(error: unknown): { readonly name: string; readonly group: PackageGroup } | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  if (error.code !== 'ERR_MODULE_NOT_FOUND' && error.code !== 'MODULE_NOT_FOUND') return null
  const asked = /^Cannot find (?:package|module) '([^']+)'/.exec(error.message)?.[1] ?? ''
  const name = Object.keys(OWN_PACKAGE.peerDependencies).find((peer) => asked === peer || asked.startsWith(`${peer}/`))
  return name === undefined ? null : { name, group: groupOf(name) }
}

/** The error in words where it says that a package of the fleet is missing, else as it is. */
export function packagesError(error: unknown): unknown {
  const missing = missingPackage(error)
  if (missing?.group !== 'fleet') return error
  return new PackagesError(
    'packages-missing',
    { package: missing.name, command: installCommand('fleet') },
    { cause: error },
  )
}
