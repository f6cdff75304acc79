import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { GrayImage } from '../image.js'
import type { ReadCharacter, ReadLine, Recogniser } from './recogniser.js'

/** The LSTM model alone (1.7 MB); the other one of the package holds the old engine too. */
const MODEL_FOLDER = '4.0.0_best_int'
/** Tesseract reads lines of about this height best, in pixels, with some white around them. */
const HEIGHT = 40
const BORDER = 10
const MAX_ALTERNATIVES = 5

/** The part of tesseract.js's answer that is used; confidences are 0..100, boxes in pixels. */
const symbol = z.object({
  text: z.string(),
  confidence: z.number(),
  bbox: z.object({ x0: z.number(), x1: z.number() }),
  choices: z.array(z.object({ text: z.string(), confidence: z.number() })).optional(),
})
const answer = z
  .array(
    z.object({
      paragraphs: z.array(
        z.object({ lines: z.array(z.object({ words: z.array(z.object({ symbols: z.array(symbol) })) })) }),
      ),
    }),
  )
  .nullable()

const probability = (percent: number): number => Math.min(1, Math.max(0, percent / 100))

/** A line as a PNG of the height that Tesseract likes, and how many of its pixels make one of the line's. */
async function encode(line: GrayImage): Promise<{ readonly png: Buffer; readonly scale: number }> {
  const { default: sharp } = await import('sharp')
  const scale = HEIGHT / line.height
  const raw = { width: line.width, height: line.height, channels: 1 as const }
  const png = await sharp(line.data, { raw })
    .resize({ width: Math.max(1, Math.round(line.width * scale)), height: HEIGHT, fit: 'fill' })
    .extend({ top: BORDER, bottom: BORDER, left: BORDER, right: BORDER, background: 'white' })
    .png()
    .toBuffer()
  return { png, scale }
}

function toCharacters(blocks: unknown, line: GrayImage, scale: number): ReadCharacter[] {
  const words = (answer.parse(blocks) ?? []).flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ lines }) => lines.flatMap((own) => own.words)),
  )
  const place = (x: number): number => Math.min(line.width, Math.max(0, (x - BORDER) / scale))
  return words
    .flatMap(({ symbols }) => symbols)
    .map(({ text, confidence, bbox, choices }) => ({
      text,
      confidence: probability(confidence),
      alternatives: (choices ?? [])
        .filter((choice) => choice.text !== text)
        .map((choice) => ({ text: choice.text, confidence: probability(choice.confidence) }))
        .sort((a, b) => b.confidence - a.confidence)
        .slice(0, MAX_ALTERNATIVES),
      left: place(bbox.x0),
      right: place(bbox.x1),
    }))
    .sort((a, b) => a.left - b.left)
}

/**
 * Tesseract (tesseract.js, LSTM for simplified Chinese) with the model of `@tesseract.js-data/chi_sim`; nothing is fetched
 * or cached. It works in a thread of its own, one line after the other.
 */
export async function createTesseract(): Promise<Recogniser> {
  const { default: tesseract } = await import('tesseract.js')
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/chi_sim'))
  const worker = await tesseract.createWorker('chi_sim', tesseract.OEM.LSTM_ONLY, {
    langPath: join(data, MODEL_FOLDER),
    cacheMethod: 'none',
    gzip: true,
  })
  await worker.setParameters({ tessedit_pageseg_mode: tesseract.PSM.SINGLE_LINE, user_defined_dpi: '300' })
  return {
    name: 'Tesseract (tesseract.js, chi_sim)',
    // Measured: it reads 6 as 0 with a confidence of 0.998.
    uncalibrated: true,
    readLines: async (lines) => {
      const read: ReadLine[] = []
      for (const line of lines) {
        if (line.width === 0 || line.height === 0) {
          read.push({ characters: [] })
          continue
        }
        const { png, scale } = await encode(line)
        const { data: page } = await worker.recognize(png, {}, { text: false, blocks: true })
        read.push({ characters: toCharacters(page.blocks, line, scale) })
      }
      return read
    },
    close: async () => {
      await worker.terminate()
    },
  }
}
