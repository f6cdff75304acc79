import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderWorkspace } from '../../ingest/workspace.js'
import { openStore } from '../../store/open.js'
import type { Scope } from '../../store/store.js'
import { backendOf, type Backend } from '../backend.js'
import type { App } from '../context.js'
import { createLogger } from '../log.js'
import { DEFAULTS, type ServerOptions } from '../options.js'
import { Sessions } from '../security/sessions.js'
import { newToken } from '../security/tokens.js'
import { createServer } from '../server.js'

/** A server that listens on a real socket of loopback, with a data folder of its own and nobody who extracts. */
export interface TestServer {
  readonly app: App
  readonly backend: Backend
  readonly url: string
  readonly port: number
  readonly folder: string
  /** May read. */
  readonly reader: string
  /** May read and write. */
  readonly writer: string
  /** Lines of the log, as they were written. */
  readonly log: readonly string[]
  readonly stop: () => Promise<void>
}

const MEGABYTE = 1024 * 1024

export async function startServer(
  given: Partial<ServerOptions> = {},
  overlay: (backend: Backend) => Backend = (backend) => backend,
  sessions = new Sessions(),
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-server-'))
  const opened = await openStore(join(folder, 'data'))
  const backend = overlay(backendOf(folderWorkspace(opened), {}))
  const log: string[] = []
  const options: ServerOptions = {
    ...DEFAULTS,
    ...{ language: 'en', fileBytes: 8 * MEGABYTE, requestBytes: 32 * MEGABYTE, waiting: DEFAULTS.waiting },
    ...{ temporary: join(folder, 'uploads'), openMetrics: false, webhooks: null, loopbackOnly: false },
    examine: null,
    pictures: { folder: join(folder, 'pictures'), bytes: DEFAULTS.pictureBytes },
    ...given,
  }
  const logger = createLogger('debug', { write: (line) => log.push(line) })
  const app = await createServer(backend, options, { logger, sessions })
  const tokenOf = async (name: string, scopes: readonly Scope[]): Promise<string> => {
    const { token, digest } = newToken()
    await opened.store.addToken({ name, digest, scopes, expiresAt: null })
    return token
  }
  const reader = await tokenOf('reader', ['read'])
  const writer = await tokenOf('writer', ['read', 'write'])
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    ...{ app, backend, url, folder, reader, writer, log, port: Number(new URL(url).port) },
    stop: async () => {
      app.server.closeAllConnections()
      await app.close()
      await opened.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
