/** @jest-environment ./src/scan/testing/native-environment.js */
import { describe, expect, it } from '@jest/globals'
import sharp from 'sharp'
import type { Block } from '../../model/block.js'
import { DEFAULT_LIMITS, type Reading } from '../../model/source.js'
import type { Recogniser } from '../../scan/index.js'
import { drawGrey, table } from '../../scan/testing/draw.js'
import { readPastedPictures } from './pasted.js'

/** Reads every line as the same word, surely. */
const recogniser: Recogniser = {
  name: 'stub',
  readLines: (lines) =>
    Promise.resolve(
      lines.map(({ width }) => ({
        characters: Array.from('规章').map((text, index) => ({
          text,
          confidence: 0.99,
          alternatives: [],
          left: (index * width) / 2,
          right: ((index + 1) * width) / 2,
        })),
      })),
    ),
  close: () => Promise.resolve(),
}

const p = (text: string): Block => ({ kind: 'paragraph', text, boxes: [], level: null, size: null, align: null })
const picture = (bytes: Uint8Array): Block => ({ kind: 'picture', bytes, width: null, height: null })
const read = (...blocks: readonly Block[]): Promise<Reading> =>
  readPastedPictures(
    {
      format: 'docx',
      pages: null,
      blocks,
      metadata: {},
      problems: [],
      pdfEngine: null,
      recogniser: null,
    },
    { limits: DEFAULT_LIMITS, signal: null, recogniser, document: 'a.docx' },
  )
/** Paragraphs as they are, tables as `T` and their shape. */
const outline = ({ blocks }: Reading): readonly string[] =>
  blocks.map((block) =>
    block.kind === 'paragraph' ? block.text : block.kind === 'table' ? `T${block.rows}×${block.columns}` : 'picture',
  )

const { data, width, height } = await drawGrey({
  width: 320,
  height: 80,
  dpi: 150,
  shapes: table(
    [10, 150, 300],
    [10, 30, 50, 70],
    [
      ['规章', '规章'],
      ['规章', '规章'],
      ['规章', '规章'],
    ],
  ),
})
const raw = { width, height, channels: 1 as const }
const PASTED = await sharp(data, { raw }).png().toBuffer()
const LOGO = await sharp(data, { raw }).resize(200, 200).png().toBuffer()
const HEADING = p('二、主动公开政府信息情况')

describe('a picture where a statutory table is missing', () => {
  it('gives what it shows in its place, on a page of its own', async () => {
    const reading = await read(picture(LOGO), HEADING, picture(PASTED), p('三、收到和处理政府信息公开申请情况'))
    expect(outline(reading)).toEqual([
      'picture',
      HEADING.kind === 'paragraph' ? HEADING.text : '',
      'T3×2',
      '三、收到和处理政府信息公开申请情况',
    ])
    expect(reading.pages).toMatchObject([{ number: 1, read: 'recognised' }])
    expect(reading.blocks[2]).toMatchObject({ kind: 'table', pages: [1] })
    expect(reading.recogniser).toBe('stub')
    expect(reading.problems).toEqual([])
  })

  it('that fills the width of the page stands on it in points', async () => {
    const [page] = (await read(HEADING, picture(PASTED))).pages ?? []
    expect(Math.round(page?.width ?? 0)).toBe(518)
  })

  it.each([
    ['cut short', PASTED.subarray(0, 300)],
    ['not a picture', Buffer.from('GIF89a, or so it says')],
    [
      'a drawing that would be run',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="http://x/"/></svg>'),
    ],
    ['of a hundred thousand pixels each way', hugePng()],
  ])('and is %s stays one, with a problem', async (_, bytes) => {
    const reading = await read(HEADING, picture(bytes), p('后'))
    expect(outline(reading)).toEqual(['二、主动公开政府信息情况', 'picture', '后'])
    expect(reading.problems).toMatchObject([{ code: 'picture-damaged', details: { picture: 1 } }])
    expect(reading.pages).toBeNull()
  })
})

/** A PNG whose header claims 100,000 × 100,000 pixels: 10 GB, were they decoded. */
function hugePng(): Buffer {
  const bytes = Buffer.from(PASTED)
  bytes.writeUInt32BE(100_000, 16)
  bytes.writeUInt32BE(100_000, 20)
  return bytes
}
