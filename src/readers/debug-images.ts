import { join } from 'node:path'
import sharp from 'sharp'
import type { DebugSink } from '../scan/index.js'

/** Where the steps of one page show their pictures. */
export interface Steps {
  readonly sink: DebugSink
  /** Resolves when all are on disk; rejects if one cannot be written. */
  written(): Promise<void>
}

/** A document's path as one file name: no folders, nothing that a file system refuses. */
const fileName = (document: string): string => document.replace(/[/\\:*?"<>|\p{Cc}]+/gu, '_')

/** Files for the pictures of one page's steps, in an existing folder: `<document>-<page>-<step>.png`. */
export function collectSteps(folder: string, document: string, page: number): Steps {
  const files: Promise<unknown>[] = []
  return {
    sink: (step, image) => {
      const { width, height } = image
      const [pixels, channels] = 'rgb' in image ? [image.rgb, 3 as const] : [image.data, 1 as const]
      const file = join(folder, `${fileName(document)}-${page}-${step}.png`)
      // A copy: the step may write on over its own memory.
      const writing = sharp(pixels.slice(), { raw: { width, height, channels } }).png().toFile(file)
      // Whoever waits hears of the error; until then it must not count as nobody's.
      writing.catch(() => undefined)
      files.push(writing)
    },
    written: async () => {
      await Promise.all(files)
    },
  }
}
