import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { degrees, PDFDocument, rgb } from 'pdf-lib'
import { z } from 'zod'
import { madeDocument, sourceOf } from '../export/testing/documents.js'
import { originalsIn } from '../ingest/keep.js'
import type { StoredDocument } from '../store/store.js'
import type { Box } from '../model/geometry.js'
import { gridHtml } from './page/index.js'
import { openPictures } from './picture.js'
import { parseResults } from './results.js'
import { makeSample } from './sample.js'

let work: string
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'nianbao-sample-'))
})
afterAll(async () => {
  await rm(work, { recursive: true, force: true })
})

/** A PDF with a blue patch where the reader of its upright first page sees [100, 200, 160, 230]. */
async function patchPdf(rotated: 0 | 90, pages = 1): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const page = rotated === 0 ? pdf.addPage([595, 842]) : pdf.addPage([842, 595])
  const [x, y, width, height] = rotated === 0 ? [100, 842 - 230, 60, 30] : [200, 100, 30, 60]
  page.drawRectangle({ x, y, width, height, color: rgb(0, 0, 1) })
  page.setRotation(degrees(rotated))
  for (let number = 1; number < pages; number += 1) pdf.addPage([595, 842])
  return pdf.save()
}

/** Share of pixels of a colour inside a box of the picture, in pixels. */
async function share(
  picture: Buffer,
  box: readonly number[],
  of: (r: number, g: number, b: number) => boolean,
): Promise<number> {
  const [left = 0, top = 0, right = 0, bottom = 0] = box.map(Math.round)
  const { data } = await sharp(picture)
    .extract({ left, top, width: right - left, height: bottom - top })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  let hits = 0
  for (let at = 0; at < data.length; at += 3) if (of(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) hits += 1
  return hits / (data.length / 3)
}
const blue = (r: number, g: number, b: number): boolean => b > 150 && r < 110 && g < 110
const mark = (r: number, g: number, b: number): boolean => r > 150 && g < 90 && b < 160

describe('the picture of a cell', () => {
  it.each([[0], [90]] as const)('shows and outlines it on a page turned by %i°', async (rotation) => {
    const { record } = madeDocument({ path: 'x.pdf' }).effective
    const pages = [{ number: 1, width: 595, height: 842, rotation, dpi: null, read: 'text-layer' as const }]
    const pictures = await openPictures({ ...record, source: { ...record.source, pages } }, [await patchPdf(rotation)])
    const { close, page, place } = await pictures.show(1, [[100, 200, 160, 230]])
    pictures.close()
    const { width, height } = await sharp(page).metadata()
    expect(height).toBe(1_500)
    const scale = width / 595
    expect(await share(page, [103 * scale, 203 * scale, 157 * scale, 227 * scale], blue)).toBeGreaterThan(0.98)
    expect(await share(page, [105 * scale, 197.5 * scale, 155 * scale, 199.5 * scale], mark)).toBeGreaterThan(0.6)
    expect(place.width).toBe(595)
    // The shares lead to the patch in both pictures.
    const within = ([left, top, right, bottom]: Box, size: { width: number; height: number }): readonly number[] => [
      left * size.width + 2,
      top * size.height + 2,
      right * size.width - 2,
      bottom * size.height - 2,
    ]
    expect(await share(page, within(place.page, { width, height }), blue)).toBeGreaterThan(0.98)
    expect(await share(close, within(place.close, await sharp(close).metadata()), blue)).toBeGreaterThan(0.98)
    // The close-up is as wide as the page and begins 85 points above the cell.
    const near = await sharp(close).metadata()
    const closeScale = near.width / 595
    expect(Math.abs(near.height / closeScale - 200)).toBeLessThan(1)
    const around = [103, 88, 157, 112].map((each) => each * closeScale)
    expect(await share(close, around, blue)).toBeGreaterThan(0.95)
  })
})

it('marks a cell of a table without pages, with its spans, and runs nothing that it holds', () => {
  const [table] = madeDocument({ path: 'x.txt' }).effective.record.tables
  if (!table) throw new Error('there is a table')
  const cell = { rowSpan: 1, columnSpan: 1 }
  const cells = [
    { ...cell, row: 0, column: 0, columnSpan: 2, text: '<script>' },
    { ...cell, row: 1, column: 1, text: '7' },
  ]
  expect(gridHtml({ ...table, rows: 2, cells }, { row: 1, column: 1 })).toBe(
    '<table class="grid"><tr><td colspan="2">&lt;script&gt;</td></tr><tr><td class="marked">7</td></tr></table>',
  )
})

/** Nobody said anything of these documents. */
const unsaid = { attempts: async () => Promise.resolve([]), corrections: async () => Promise.resolve([]) }

const data = z.object({ items: z.array(z.record(z.string(), z.unknown())), columns: z.array(z.string()) })

describe('the page of a sample', () => {
  /** A document whose file is the given bytes. */
  const withFile = (document: StoredDocument, file: string, bytes: Uint8Array): StoredDocument => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { ...document, sha256, allNames: document.allNames.map((name) => ({ ...name, file })) }
  }

  it('shows each value beside its picture or its table', async () => {
    const file = join(work, 'patch.pdf')
    const bytes = await patchPdf(0, 5)
    await writeFile(file, bytes)
    const here = withFile(madeDocument({ path: '甲/这里.pdf', organ: '</script><b>' }), file, bytes)
    const gone = madeDocument({ path: 'gone.pdf', form: '2019' })
    const out = join(work, 'page')
    const source = {
      ...unsaid,
      // The stand-in for a store knows no fingerprints.
      effective: (filter = {}) => sourceOf([here, gone]).effective({ ...filter }),
    }
    const options = { count: 24, out, seed: '1', language: 'zh', blobs: originalsIn(work) } as const
    const summary = await makeSample(source, options)
    expect(summary).toMatchObject({ values: 24, population: 398, strata: 6 })
    const html = await readFile(join(out, 'index.html'), 'utf8')
    const [, json = ''] = /<script type="application\/json" id="sample">(.*?)<\/script>/s.exec(html) ?? []
    const { items, columns } = data.parse(JSON.parse(json))
    expect(items).toHaveLength(24)
    expect(html).not.toContain('</script><b>')
    for (const item of items) {
      const shown =
        item.path === 'gone.pdf'
          ? String(item.grid).includes('class="marked"')
          : existsSync(join(out, String(item.close)))
      expect([item.number, shown]).toEqual([item.number, true])
    }
    expect(summary.unshown).toBe(items.filter(({ path }) => path === 'gone.pdf').length)
    // Results in the shape that the page gives are understood.
    const rows = items.map((item) =>
      columns.map((column) => (column === 'verdict' ? 'right' : `"${z.coerce.string().parse(item[column] ?? '')}"`)),
    )
    const { strata } = parseResults([columns, ...rows].map((row) => row.join(',')).join('\n'))
    expect(strata.reduce((sum, { size }) => sum + size, 0)).toBe(398)
    await expect(makeSample(source, options)).rejects.toMatchObject({ fault: 'not-empty' })
  })

  it.each([
    ['html', '<!DOCTYPE html><script>alert(1)</script><p>甲', 'source'],
    ['text', '甲 <b>', 'source'],
    ['docx', 'PK', 'table'],
  ] as const)('shows what has no pages as it came: %s', async (format, content, shown) => {
    const file = join(work, `source.${format}`)
    const bytes = Buffer.from(content)
    await writeFile(file, bytes)
    const made = withFile(madeDocument({ path: `甲/source.${format}` }), file, bytes)
    const source = { ...made.effective.record.source, format, pages: null }
    const document = {
      ...{ ...made, format },
      effective: { ...made.effective, record: { ...made.effective.record, source } },
    }
    const out = join(work, `sources-${format}`)
    const options = { count: 3, out, seed: '1', language: 'zh', blobs: originalsIn(work) } as const
    const store = { ...unsaid, effective: () => sourceOf([document]).effective() }
    expect(await makeSample(store, options)).toMatchObject({ unshown: 0, besideOwnTable: shown === 'table' ? 3 : 0 })
    const [name = ''] = await readdir(join(out, 'sources'))
    const written = await readFile(join(out, 'sources', name), 'utf8')
    if (format === 'docx') expect([name.endsWith('.docx'), written]).toEqual([true, content])
    else expect(written).toMatch(/^<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"/i)
    if (format === 'text') expect(written).toContain('甲 &lt;b&gt;')
    const html = await readFile(join(out, 'index.html'), 'utf8')
    expect(html).toContain(`"shown":"${shown}"`)
  })

  it('leaves nothing behind when it is interrupted, and says when there is nothing to draw', async () => {
    const out = join(work, 'interrupted')
    const options = { count: 5, out, seed: '1', language: 'en', blobs: originalsIn(work) } as const
    const abort = new AbortController()
    const onProgress = (): void => {
      abort.abort(new Error('enough'))
    }
    const source = { ...unsaid, ...sourceOf([madeDocument({ path: 'a.pdf' }), madeDocument({ path: 'b.pdf' })]) }
    await expect(makeSample(source, { ...options, signal: abort.signal, onProgress })).rejects.toThrow('enough')
    // Neither the folder nor what was begun beside it.
    expect((await readdir(work)).filter((name) => name.includes('interrupted'))).toEqual([])
    await expect(makeSample({ ...unsaid, ...sourceOf([]) }, options)).rejects.toMatchObject({ fault: 'nothing' })
  })
})

describe('results.csv', () => {
  const head = 'number,stratum,stratum_values,verdict'

  it('is counted by strata, also as Excel saves it', () => {
    const text = `\uFEFF${head}\r\n1,pdf/2021/review,100,right\r\n2,pdf/2021/review,100,错误\r\n3,pdf/2021/review,100,\r\n4,a,7,unclear\r\n`
    expect(parseResults(text).strata).toEqual([
      { stratum: 'a', size: 7, right: 0, wrong: 0, unclear: 1, open: 0 },
      { stratum: 'pdf/2021/review', size: 100, right: 1, wrong: 1, unclear: 0, open: 1 },
    ])
  })

  it('names the strata that were compared with nothing but our own table', () => {
    const rows = [
      'word,9,table,right',
      'word,9,table,wrong',
      'word,9,table,',
      'pdf,9,picture,right',
      'web,9,source,right',
    ]
    const { besideOwnTable } = parseResults(['stratum,stratum_values,shown,verdict', ...rows].join('\n'))
    expect(besideOwnTable).toEqual([{ stratum: 'word', judged: 2 }])
  })

  it('is of one population', () => {
    const rows = ['a,7,doubts,right', 'a,7,unflagged,right']
    const text = ['stratum,stratum_values,drawn_from,verdict', ...rows].join('\n')
    expect(() => parseResults(text)).toThrow(expect.objectContaining({ line: 3, found: 'unflagged' }))
  })

  it.each([
    ['', null],
    ['not,a\n"csv', null],
    [`${head}\n1,a,7,maybe`, 2],
    [`${head}\n1,a,x,right`, 2],
  ])('%j is refused', (text, line) => {
    expect(() => parseResults(text)).toThrow(expect.objectContaining({ name: 'ResultsError', line }))
  })
})
