import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { blocksOf } from './blocks.js'
import { drawPdfs, MADE_FORMATS, writeReport, type Waiting } from './formats.js'
import { numbersFor } from './numbers.js'
import type { MadeOrgan } from './organs.js'
import type { Places } from './places.js'

/** A folder of reports with a known panel: who reported in which year, and in how many files. */

export interface MadeFile {
  readonly path: string
  readonly organ: MadeOrgan
  readonly year: number
}

export interface MadePanel {
  readonly files: readonly MadeFile[]
  readonly organs: readonly MadeOrgan[]
  readonly years: readonly number[]
}

const YEARS = [2019, 2020, 2021, 2022, 2023, 2024] as const
const MISSING = 0.15
const TWICE = 0.1
/** The form of 2021 is in force for reports on 2021 and later. */
const NEW_FORM = 2021

/** Writes the reports of organs into a folder, with a manifest beside it (`manifest.csv`). */
export async function makePanel(folder: string, organs: readonly MadeOrgan[], places: Places): Promise<MadePanel> {
  const files: MadeFile[] = []
  const waiting: Waiting[] = []
  const manifest = ['path,region_code']
  for (const [index, organ] of organs.entries())
    for (const year of YEARS) {
      if (places.chance(MISSING)) continue
      const form = year < NEW_FORM ? '2019' : '2021'
      const { folder: place, regionCode, ...words } = organ.words(year)
      const blocks = blocksOf({ ...words, year, form, values: numbersFor(form, places.random) })
      const first = places.pick(MADE_FORMATS)
      const second = places.pick(MADE_FORMATS.filter((format) => format !== first))
      for (const format of places.chance(TWICE) ? [first, second] : [first]) {
        const path = `${place}/${year}-${index}.${format}`
        await writeReport(join(folder, path), format, blocks, waiting)
        files.push({ path, organ, year })
        if (regionCode !== null) manifest.push(`${path},${regionCode}`)
      }
    }
  await writeFile(join(folder, '../manifest.csv'), `${manifest.join('\n')}\n`)
  await drawPdfs(join(folder, '..'), waiting)
  return { files, organs, years: YEARS }
}
