import { createHash } from 'node:crypto'
import type { Drawing } from '../../../workers/protocol.js'
import { Pool } from '../../../workers/pool.js'
import type { Originals } from '../../ingest/originals.js'
import type { DocumentRow } from '../../store/store.js'
import { PictureCache } from './cache.js'

/** Changes with how pictures are made: older ones are made anew. */
const MADE = 1
/** Pages drawn at the same time. */
const WORKERS = 2
/** Upper bounds of one picture: a page takes a tenth of a second. */
const LIMITS = { deadlineMs: 20_000 } as const

/** A PDF of one empty page, which a process draws before anybody waits for it. */
const BLANK_PDF: Uint8Array = Buffer.from(
  [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj',
    'trailer<</Root 1 0 R>>',
    '%%EOF',
    '',
  ].join('\n'),
)

export interface PicturePlace {
  readonly folder: string
  /** Upper bound on the disk. */
  readonly bytes: number
}

/** Pictures of pages: drawn in a pool of their own, so that no document harms the server, and kept on the disk. */
export class Pictures {
  readonly #cache: PictureCache
  readonly #originals: Originals
  readonly #entry: URL | undefined
  #pool: Pool | null = null
  readonly #drawing = new Map<string, Promise<Uint8Array | null>>()

  constructor(originals: Originals, { folder, bytes }: PicturePlace, entry?: URL) {
    this.#originals = originals
    this.#cache = new PictureCache(folder, bytes)
    this.#entry = entry
  }

  /** Names a picture, and is its ETag: the same digest, the same bytes. */
  keyOf(drawing: Drawing): string {
    return createHash('sha256')
      .update(JSON.stringify([MADE, drawing.sha256, drawing.page, drawing.box, drawing.width]))
      .digest('hex')
  }

  /** The picture as WebP; null where the original is gone or cannot be shown. */
  async picture(row: Pick<DocumentRow, 'sha256' | 'path'>, drawing: Drawing): Promise<Uint8Array | null> {
    const key = this.keyOf(drawing)
    const kept = await this.#cache.get(key)
    if (kept) return kept
    const under = this.#drawing.get(key)
    if (under) return under
    const made = this.#draw(row, drawing, key).finally(() => this.#drawing.delete(key))
    this.#drawing.set(key, made)
    return made
  }

  /** Starts a process that draws, with its engine: the first picture does not wait for it. Never throws. */
  warm(): void {
    if (this.#pool) return
    const sha256 = createHash('sha256').update(BLANK_PDF).digest('hex')
    const page = { number: 1, width: 72, height: 72, rotation: 0 } as const
    const job = { name: 'blank.pdf', path: 'blank.pdf', content: BLANK_PDF }
    // A server that is closed meanwhile draws nothing.
    void this.#drawer()
      .draw(job, { sha256, page, pages: 1, box: null, width: 72 })
      .catch(() => undefined)
  }

  async close(): Promise<void> {
    await this.#pool?.close()
  }

  #drawer(): Pool {
    this.#pool ??= new Pool({ workers: WORKERS, limits: LIMITS, ...(this.#entry && { entry: this.#entry }) })
    return this.#pool
  }

  async #draw(row: Pick<DocumentRow, 'sha256' | 'path'>, drawing: Drawing, key: string): Promise<Uint8Array | null> {
    const source = await this.#originals.locate(row)
    if (!source) return null
    const pool = this.#drawer()
    for await (const { name, path, parts } of this.#originals.copies(row.sha256, source)) {
      const content = parts.map((part) => ({ name: part.name, content: { file: part.file } }))
      const picture = await pool.draw({ name, path, content }, drawing)
      if (picture) {
        // A full disk keeps no picture, and hinders none.
        await this.#cache.put(key, picture).catch(() => undefined)
        return picture
      }
    }
    return null
  }
}
