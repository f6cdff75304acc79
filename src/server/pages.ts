import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from './context.js'

/** The workbench: pages that were built beforehand, whose scripts talk to the API. */

/** Scripts, styles and pictures of this server and nothing else; no script that stands in a page. */
const POLICY = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'",
  "form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
].join('; ')

/** Addresses of pages; which one is shown is settled in the browser. */
const PAGES = [
  '/',
  '/login',
  '/doubts',
  '/documents/:id',
  '/overview',
  '/batches',
  '/datasets',
  '/findings',
  '/check',
  '/docs',
]

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

interface Built {
  readonly type: string
  readonly bytes: Buffer
  readonly packed: Buffer
}

/** The folder of the built pages; where this file is run from its TypeScript source, the one in dist/. */
const folder = (): string =>
  fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../dist/web' : '../../web', import.meta.url))

/** Everything that was built, by its path; it is small, and is packed once. */
async function builtFiles(): Promise<ReadonlyMap<string, Built>> {
  const entries = await readdir(folder(), { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
  return new Map(
    await Promise.all(
      files.map(async ({ name, parentPath }) => {
        const bytes = await readFile(join(parentPath, name))
        const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
        const path = `${parentPath.slice(folder().length).replaceAll('\\', '/')}/${name}`
        return [path, { type: TYPES[extname(name)] ?? '', bytes, packed }] as const
      }),
    ),
  )
}

/** The pages, open to everybody: they hold nothing until the API is asked. None where they were not built. */
export async function pageRoutes(app: App): Promise<void> {
  const files = await builtFiles()
  const index = files.get('/index.html')
  if (!index) return
  for (const path of PAGES)
    app.get(path, { schema: { hide: true } }, (request, reply) =>
      send(request, reply.header('content-security-policy', POLICY).header('cache-control', 'no-cache'), index),
    )
  for (const [path, file] of files)
    if (path.startsWith('/assets/'))
      app.get(path, { schema: { hide: true } }, (request, reply) =>
        // Its name changes with its content.
        send(request, reply.header('cache-control', 'public, max-age=31536000, immutable'), file),
      )
}

function send({ headers }: FastifyRequest, reply: FastifyReply, { type, bytes, packed }: Built): FastifyReply {
  const isPacked = /\bbr\b/.test(headers['accept-encoding'] ?? '')
  if (isPacked) void reply.header('content-encoding', 'br')
  return reply
    .type(type)
    .header('vary', 'accept-encoding')
    .send(isPacked ? packed : bytes)
}
