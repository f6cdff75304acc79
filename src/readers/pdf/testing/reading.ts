import { expect } from '@jest/globals'
import type { Page } from '../../../model/page.js'
import { DEFAULT_LIMITS } from '../../../model/source.js'
import type { PdfEngine } from '../engine.js'
import { type PdfPages, readPages } from '../pages.js'
import { rawPdf, type RawPdf } from './raw-pdf.js'

/** Reads a whole file by one engine. */
export type Read = (bytes: Uint8Array, signal?: AbortSignal | null) => Promise<PdfPages>

/** Reads a page with this content, its entries, resources and objects. */
export type Paint = (
  content: string,
  more?: { entries?: string; resources?: string; objects?: RawPdf['objects'] },
) => Promise<Page>

/** Reads files, and single pages of known content, with the engine that is tested. */
export function readingWith(engine: PdfEngine): { readonly read: Read; readonly paint: Paint } {
  const read: Read = (bytes, signal = null) =>
    readPages({ name: 'test.pdf', path: 'test.pdf', bytes }, { limits: DEFAULT_LIMITS, signal }, engine)
  const paint: Paint = async (content, { objects = {}, ...page } = {}) => {
    const [painted] = (await read(rawPdf({ pages: [{ content, ...page }], objects }))).pages
    if (!painted) throw new Error('no page')
    return painted
  }
  return { read, paint }
}

export const texts = (page: Page): string => page.glyphs.map(({ text }) => text).join('')

/** Equal to within a twentieth of a point. */
export function expectClose(found: object | undefined, wanted: Readonly<Record<string, number>>): void {
  const values = new Map<string, unknown>(Object.entries(found ?? {}))
  for (const [key, value] of Object.entries(wanted)) expect(values.get(key)).toBeCloseTo(value, 1)
}

/** Equal to within what a float and the rounding of glyph widths make of a point. */
const SAME_PLACE = 0.06

export function expectBox(found: readonly number[] | undefined, wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length)
  const off = (found ?? []).map((value, side) => Math.abs(value - (wanted[side] ?? Infinity)))
  expect({ found, off: off.filter((distance) => distance > SAME_PLACE) }).toEqual({ found, off: [] })
}
