import { argv, stdout } from 'node:process'
import { effectiveOf } from '../../src/effective/effective-of.js'
import { madeDocument } from '../../src/export/testing/documents.js'
import { type LightDocument, packedDivisions, Resolver } from '../../src/panel/index.js'
import { panelDocumentOf } from '../../src/panel/report.js'
import { assemble } from '../../src/report/index.js'
import { formsResult, paragraphs, provenance, reading } from '../../test/support/handwritten.js'
import { randomNumbers } from '../../test/support/random.js'
import type { MadeFile, MadePanel } from './made.js'
import { madeOrgans, type Words } from './organs.js'
import { Places } from './places.js'
import { score } from './score.js'
import { trappedOrgans } from './traps.js'

// Identities alone, without files: the words of reports become records at once, so that thousands take seconds.
// npm run build && node dist/bench/panel/quick.js [ORGANS] [SEED] [traps]

const [, , organs = '1500', seed = '1', set = 'plain'] = argv
const YEARS = [2019, 2022, 2024] as const

const divisions = await packedDivisions()
const places = new Places(divisions, randomNumbers(Number(seed)))
const resolver = new Resolver(divisions)
const made: MadePanel = {
  files: [],
  organs: (set === 'traps' ? trappedOrgans : madeOrgans)(Number(organs), places),
  years: YEARS,
}
const files: MadeFile[] = []
const found: LightDocument[] = []
for (const [index, organ] of made.organs.entries())
  for (const year of YEARS) {
    const words = organ.words(year)
    const path = `${words.folder}/${year}-${index}.html`
    files.push({ path, organ, year })
    const document = panelDocumentOf(stored(words, path, year), resolver)
    if (document) found.push(document)
  }
stdout.write(`${JSON.stringify(score({ ...made, files }, found, divisions), null, 1)}\n`)

function stored({ title, prose, signature, regionCode }: Words, path: string, year: number) {
  const lines = [title, '一、总体情况', ...prose, '六、其他需要报告的事项', '无。', signature, `${year + 1}年1月20日`]
  const record = assemble(reading(paragraphs(...lines)), formsResult({ values: [] }), provenance())
  const given = regionCode === null ? null : { region_code: regionCode }
  return { ...madeDocument({ path, most: 0, ...(given && { given }) }), effective: effectiveOf(record, [], { given }) }
}
