import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Divisions } from '../../src/panel/index.js'
import { randomNumbers } from '../../test/support/random.js'
import { madeOrgans, type MadeOrgan } from './organs.js'
import { asPage, numbersFor, wordsOf, type MadeReport } from './report.js'

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
const DISTRACTED = 0.3
/** The form of 2021 is in force for reports on 2021 and later. */
const NEW_FORM = 2021

/** Writes the reports with a manifest (`manifest.csv`) into a folder. */
export async function makePanel(folder: string, count: number, divisions: Divisions, seed: number): Promise<MadePanel> {
  const random = randomNumbers(seed)
  const organs = madeOrgans(count, divisions, random)
  const files: MadeFile[] = []
  const manifest = ['path,region_code']
  const counties = [...divisions.names].filter(([name, all]) => all[0]?.level === 'county' && name.length > 2)
  for (const [index, organ] of organs.entries())
    for (const year of YEARS) {
      if (random() < MISSING) continue
      const form = year < NEW_FORM ? '2019' : '2021'
      const report: MadeReport = { organ, year, form, values: numbersFor(form, random) }
      const [other = ''] = counties[Math.floor(random() * counties.length)] ?? []
      const words = wordsOf(report, divisions, random() < DISTRACTED ? `组织人员赴${other}学习交流。` : '')
      const place = organ.way === 'folder' ? folderOf(organ, year, divisions) : `第${index % 10}批`
      const formats = random() < TWICE ? (['html', 'doc'] as const) : ([random() < 0.5 ? 'html' : 'doc'] as const)
      for (const format of formats) {
        const path = `${place}/${year}-${index}.${format}`
        // Pages that are named .doc are daily bread; the format is told by content, and the bytes differ.
        const page = asPage(report, words)
        await put(join(folder, path), format === 'doc' ? page.replace('<body>', '<body class="Section1">') : page)
        files.push({ path, organ, year })
        if (organ.way === 'manifest') manifest.push(`${path},${regionOf(organ, year, divisions)}`)
      }
    }
  await writeFile(join(folder, 'manifest.csv'), `${manifest.join('\n')}\n`)
  return { files, organs, years: YEARS }
}

async function put(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

const folderOf = ({ division }: MadeOrgan, year: number, divisions: Divisions): string =>
  (['province', 'city', 'county'] as const)
    .flatMap((level) => {
      const found = division.level === level ? division : divisions.parent(division, level, year)
      return found ? [divisions.at(found, year).name] : []
    })
    .join('/')

const regionOf = ({ division }: MadeOrgan, year: number, divisions: Divisions): string =>
  divisions.at(division, year).code.slice(0, 6)
