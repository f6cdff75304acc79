import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { extract } from '../src/index.js'
import type { DocumentRecord } from '../src/model/record.js'
import { openForRendering } from '../src/scan/index.js'

/**
 * npm run picture: draws the picture of the READMEs, docs/page-and-record.png. It shows part of a report's page with the
 * cells that were recovered, and beside it the record of one of its values.
 */

const REPORT = 'samples/pdf-2021-a-table-a-block.pdf'
const TABLE = 'applications'
const ITEM = 'granted'
const OUT = 'docs/page-and-record.png'
const DPI = 144
const SCALE = DPI / 72
/** Points around the part of the page that is shown. */
const MARGIN = 14
/** Height of the shown part in points, and width of the record beside it in pixels. */
const SHOWN_HEIGHT = 262
const RECORD_WIDTH = 560
const LINE_HEIGHT = 30
const CELL = '#1f77b4'
const VALUE = '#d4145a'

type Value = DocumentRecord['records'][number]
/** Left, top, right and bottom in points, as the record holds them. */
type Box = readonly number[]

const escaped = (text: string): string => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;')

const rectangle = (
  [left = 0, top = 0, right = 0, bottom = 0]: Box,
  colour: string,
  width: number,
  fill = 'none',
): string =>
  `<rect x="${left * SCALE}" y="${top * SCALE}" width="${(right - left) * SCALE}" height="${(bottom - top) * SCALE}"
    fill="${fill}" fill-opacity="0.12" stroke="${colour}" stroke-width="${width}"/>`

/** The boxes of a table's cells on one page, in points. */
function boxesOn(record: DocumentRecord, page: number): readonly Box[] {
  const cells = record.tables.flatMap((table) => table.cells)
  return cells.flatMap(({ boxes = [] }) => boxes.filter((each) => each.page === page).map(({ box }) => box))
}

function cellOf(record: DocumentRecord, value: Value): { readonly page: number; readonly box: Box } {
  const table = record.tables.find(({ id }) => id === value.cell?.table)
  const found = table?.cells.find(({ row, column }) => row === value.cell?.row && column === value.cell.column)
  const [first] = found?.boxes ?? []
  if (!first) throw new Error(`${value.code} leads to no box`)
  return first
}

/** The record as lines of text, one key a line. */
function linesOf(value: Value, { page, box }: { readonly page: number; readonly box: Box }): readonly string[] {
  const { code, table, item, measure, state, raw, unit, cell, flags } = value
  const shown = { code, table, item, measure, state, value: value.value, raw, unit, cell, page, box, flags }
  return Object.entries(shown).map(([key, each]) => `${key}: ${JSON.stringify(each)}`)
}

const record = await extract(REPORT)
const value = record.records.find(({ table, item, measure }) => table === TABLE && item === ITEM && measure === 'total')
if (!value) throw new Error(`${REPORT} has no value ${ITEM}`)
const place = cellOf(record, value)
const renderer = await openForRendering(await readFile(REPORT))
const { image } = renderer.render(place.page, DPI)
renderer.close()

const boxes = boxesOn(record, place.page)
const overlay = [...boxes.map((box) => rectangle(box, CELL, 2)), rectangle(place.box, VALUE, 4, VALUE)].join('')
const top = Math.max(0, Math.round((Math.min(...boxes.map(([, y = 0]) => y)) - MARGIN) * SCALE))
const height = Math.min(Math.round(SHOWN_HEIGHT * SCALE), image.height - top)
const drawn = await sharp(image.rgb, { raw: { width: image.width, height: image.height, channels: 3 } })
  .composite([
    {
      input: Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${image.width}" height="${image.height}">${overlay}</svg>`,
      ),
    },
  ])
  .png()
  .toBuffer()
const page = await sharp(drawn).extract({ left: 0, top, width: image.width, height }).toBuffer()

const text = linesOf(value, place)
  .map((line, index) => `<text x="24" y="${52 + index * LINE_HEIGHT}">${escaped(line)}</text>`)
  .join('')
const beside = `<svg xmlns="http://www.w3.org/2000/svg" width="${RECORD_WIDTH}" height="${height}">
  <rect width="100%" height="100%" fill="#f6f8fa"/>
  <g font-family="Noto Sans Mono CJK SC, monospace" font-size="19" fill="#24292f">${text}</g></svg>`
const canvas = { width: image.width + RECORD_WIDTH, height, channels: 3 as const, background: '#ffffff' }
await sharp({ create: canvas })
  .composite([
    { input: page, left: 0, top: 0 },
    { input: Buffer.from(beside), left: image.width, top: 0 },
  ])
  .png({ palette: true, compressionLevel: 9 })
  .toFile(OUT)
console.log(`${OUT} shows ${value.code} of ${REPORT}.`)
