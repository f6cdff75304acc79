import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { PagePicture } from '../src/scan/index.js'

const LANGUAGE = 'chi_sim'

/** Whether Debian's tesseract is installed with its data for simplified Chinese. */
export function findTesseract(): boolean {
  const { stdout, status } = spawnSync('tesseract', ['--list-langs'], { encoding: 'utf8' })
  return status === 0 && stdout.split('\n').includes(LANGUAGE)
}

/** One pass of `tesseract -l chi_sim --psm 6` over a page's picture: its milliseconds, without those of writing the PNG. */
export async function tesseractReads({ image, dpi }: PagePicture): Promise<{ ms: number; result: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  try {
    const file = join(folder, 'page.png')
    const { width, height } = image
    const [pixels, channels] = 'rgb' in image ? [image.rgb, 3 as const] : [image.data, 1 as const]
    await sharp(pixels, { raw: { width, height, channels } })
      .withMetadata({ density: dpi })
      .png({ compressionLevel: 1 })
      .toFile(file)
    const started = performance.now()
    const { stdout, status, stderr } = spawnSync('tesseract', [file, '-', '-l', LANGUAGE, '--psm', '6'], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    })
    const ms = performance.now() - started
    if (status !== 0) throw new Error(`tesseract: ${stderr}`)
    return { ms, result: stdout.split('\n') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
