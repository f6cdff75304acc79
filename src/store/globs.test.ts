import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openStore } from './open.js'
import { narrowed, pathMatcher } from './paths.js'
import { openPostgres } from './postgres/open.js'
import type { Store } from './store.js'
import { all } from './testing/lists.js'
import { postgresForTests, type TestPostgres } from './testing/postgres.js'
import { sampleBatch, sampleName } from './testing/samples.js'

const PATHS = [
  ...[
    'a.pdf',
    'b.doc',
    '.hidden',
    'x',
    'hunan',
    'hunan/a.pdf',
    'hunan/2022/a.pdf',
    'hunan/2022/.b.pdf',
    'hunan2/a.pdf',
  ],
  ...[
    '甲县/2023/年报.pdf',
    '甲县/年报 (1).pdf',
    '乙市/年报[终稿].docx',
    '乙市/a+b.pdf',
    'a\\b.pdf',
    "it's.pdf",
    '100%.pdf',
  ],
  ...['deep/er/and/deeper/x.html', 'UPPER/A.PDF', 'a{1}.pdf', 'x^y$.pdf', 'line\nbreak.pdf', 'hunao', 'hunan.pdf'],
]
const GLOBS = [
  ...[
    '*',
    '**',
    '**/*',
    '*.pdf',
    '**/*.pdf',
    'hunan/*',
    'hunan/**',
    'hunan/**/*.pdf',
    'hunan*',
    'hunan*/**',
    '*/2022/**',
  ],
  ...[
    '?.pdf',
    '?',
    '[ab].*',
    '[!a].*',
    '[a-c].{pdf,doc}',
    '{hunan,甲县}/**',
    '**/年报*',
    '乙市/*',
    '甲?/**',
    '**/*(1)*',
  ],
  ...[
    '!(hunan)',
    '!(hunan)/**',
    '+(a|b).*',
    '@(a|x)*',
    '**/[.]*',
    'a\\{1}.pdf',
    '**/*\\[*',
    "it's.*",
    '100%*',
    '*.PDF',
  ],
  ...[
    'deep/**/x.html',
    'deep/**/deeper/*',
    './a.pdf',
    'x^*',
    'x^y$.pdf',
    '{1..3}',
    '**/{a,b}*',
    '**/*终稿*',
    'hun*/**/2022/*.pdf',
    './hunan/*',
    '!hunan/**',
    'hunan/',
    'hunan/20[0-9][0-9]/*',
  ],
]

let server: TestPostgres
let folder: string
const stores: { sqlite?: Store; postgres?: Store } = {}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-globs-'))
  server = await postgresForTests()
  stores.sqlite = (await openStore(folder)).store
  stores.postgres = await openPostgres(await server.database())
  for (const store of Object.values(stores)) {
    const batch = await store.beginBatch(sampleBatch)
    await store.putNames(
      batch,
      PATHS.map((path) => sampleName(path, path)),
    )
  }
})
afterAll(async () => {
  for (const store of Object.values(stores)) await store.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

describe.each(['sqlite', 'postgres'] as const)('%s', (name) => {
  test.each(GLOBS)('finds what the glob %s means everywhere else', async (glob) => {
    const store = stores[name]
    const found = store ? await all(store.documents({ paths: [glob] })) : []
    const matches = pathMatcher(JSON.stringify([glob]))
    expect(found.map(({ path }) => path).sort()).toEqual(PATHS.filter((path) => matches(path)).sort())
  })
})

test.each([
  ['hunan/2022/**', 'hunan/2022', 'hunan'],
  ['**/*年报*.pdf', '', '年报'],
  ['**/*.pdf', '', ''],
  ['{a,b}/年报*', '', ''],
  ['!hunan/**', '', ''],
])('an index is asked ahead of %s for what begins with “%s” and holds “%s”', (glob, base, part) => {
  expect(narrowed(glob)).toEqual({ base, part })
})
