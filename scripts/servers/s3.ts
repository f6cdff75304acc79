import { mkdir, mkdtemp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, isAccepting, run, startServer, until, type Server } from './server.js'

export interface S3Options {
  /** Where its objects lie and stay; a temporary folder that goes with it if left out. */
  readonly folder?: string
  /** A free one if left out. */
  readonly port?: number
}

/** The one pair of key and secret that s3rver knows. */
const KEY = 'S3RVER'
const BUCKET = 'nianbao'

/**
 * Starts an S3 server (s3rver, of the development dependencies) on loopback with an empty bucket `nianbao`.
 * @throws Error where s3rver is not installed
 */
export async function startS3(options: S3Options = {}): Promise<Server> {
  const script = program()
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'nianbao-s3-')))
  const objects = join(folder, 'objects')
  await mkdir(objects, { recursive: true })
  const port = options.port ?? (await freePort())

  const log = join(folder, 's3.log')
  return startServer({
    name: 'The S3 server',
    url: `http://${KEY}:${KEY}@127.0.0.1:${port}/${BUCKET}`,
    port,
    folder,
    temporary: options.folder === undefined,
    log,
    endsAt: 'SIGTERM',
    launch: () => run({ command: process.execPath, args: [script, ...settings(objects, port)], log }),
    ready: (program) => until(() => isAccepting(port), 'the S3 server listens', { program }),
  })
}

/** Where s3rver keeps an object's bytes, for tests that damage them. */
export const objectPath = ({ folder }: Server, key: string): string =>
  join(folder, 'objects', BUCKET, `${key}._S3rver_object`)

const settings = (objects: string, port: number): readonly string[] => [
  ...['--directory', objects, '--address', '127.0.0.1', '--port', String(port), '--silent'],
  ...['--no-vhost-buckets', '--configure-bucket', BUCKET],
]

function program(): string {
  try {
    return createRequire(import.meta.url).resolve('s3rver/bin/s3rver.js')
  } catch (cause) {
    throw new Error('s3rver is missing: npm ci, with development dependencies.', { cause })
  }
}
