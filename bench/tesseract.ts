import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { text } from 'node:stream/consumers'
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

const LOOK_EVERY_MS = 20

/** The most memory that a process has held so far, in megabytes, as Linux tells it; 0 elsewhere or once it has ended. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8')
    return Number(/^VmHWM:\s*(\d+)/mu.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

export interface TesseractReading {
  /** Milliseconds by the clock, without those of writing the PNG. */
  readonly ms: number
  readonly result: readonly string[]
  readonly peakMb: number
}

/** One pass of `tesseract -l chi_sim --psm 6` over a page's picture. */
export async function tesseractReads({ image, dpi }: PagePicture): Promise<TesseractReading> {
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
    const child = spawn('tesseract', [file, '-', '-l', LANGUAGE, '--psm', '6'], { stdio: ['ignore', 'pipe', 'pipe'] })
    let peakMb = 0
    const looking = setInterval(() => (peakMb = Math.max(peakMb, peakOf(child.pid))), LOOK_EVERY_MS)
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    clearInterval(looking)
    const ms = performance.now() - started
    if (child.exitCode !== 0) throw new Error(`tesseract: ${stderr}`)
    return { ms, result: stdout.split('\n'), peakMb }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
