import { describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { documentRecord } from '../src/model/record.js'
import { drawGrey, table } from '../src/scan/testing/draw.js'
import { silentlyWrong } from './support/silent.js'
import { readTruth } from './support/truth.js'

/** The command line on pictures alone, from the build in dist/. */

const MAIN = resolve(import.meta.dirname, '../dist/src/cli/main.js')
const SCANS = join(import.meta.dirname, 'golden-scans')
const SLOW = 120_000

const nianbao = (...args: readonly string[]): Promise<{ readonly status: number; readonly out: string }> =>
  new Promise((done) => {
    const env = { ...process.env, LC_ALL: 'C.UTF-8', NODE_OPTIONS: '' }
    execFile(process.execPath, [MAIN, ...args], { env, maxBuffer: 1 << 26 }, (error, out) => {
      done({ status: typeof error?.code === 'number' ? error.code : 0, out })
    })
  })

/** A picture of a small table. */
async function draw(file: string): Promise<void> {
  const shapes = table(
    [10, 90, 170],
    [10, 30, 50],
    [
      ['规章', '3'],
      ['行政许可', '12'],
    ],
  )
  const { data, width, height } = await drawGrey({ width: 350, height: 340, dpi: 200, shapes })
  await sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toFile(file)
}

describe('nianbao extract --debug-images', () => {
  it(
    'writes the picture of each step of each page, by document, page and step',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'nianbao-steps-'))
      await draw(join(folder, 'a-1.png'))
      await draw(join(folder, 'a-2.png'))
      const steps = join(folder, 'steps/new')
      const { status } = await nianbao('extract', '--quiet', '--debug-images', steps, join(folder, 'a-*.png'))
      expect(status).toBe(2) // A table alone is no report.
      const files = (await readdir(steps)).sort()
      expect(files).toEqual(
        [1, 2].flatMap((page) =>
          ['1-grey', '2-light', '3-rulings', '4-lines', '5-cells'].map((step) => `a-1.png-${page}-${step}.png`),
        ),
      )
      const { width, channels } = await sharp(join(steps, 'a-1.png-1-5-cells.png')).metadata()
      // Taken for A4 at 200 dots per inch, at least.
      expect([Math.round(width / 100), channels]).toEqual([17, 3])
    },
    SLOW,
  )
})

describe('nianbao extract --ocr tesseract', () => {
  it(
    'flags every number: how sure it says it is was never calibrated',
    async () => {
      const { status, out } = await nianbao('extract', '--json', '--ocr', 'tesseract', join(SCANS, 'docx-pasted.docx'))
      expect(status).toBe(0)
      const record = documentRecord.parse(JSON.parse(out))
      expect([record.status, record.extractor.recogniser]).toEqual(['flagged', 'Tesseract (tesseract.js, chi_sim)'])
      expect(silentlyWrong(record, readTruth(join(SCANS, 'docx-pasted.truth.json')))).toEqual([])
      expect(record.records.filter(({ state, flags }) => state === 'number' && flags.length === 0)).toEqual([])
    },
    SLOW,
  )
})
