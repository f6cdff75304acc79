import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { pathMatcher } from '../paths.js'
import type { Store } from '../store.js'
import { all } from '../testing/lists.js'
import { postgresForTests, type TestPostgres } from '../testing/postgres.js'
import { sampleBatch, sampleName } from '../testing/samples.js'
import { openPostgres } from './open.js'

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
    'hunan/20[0-9][0-9]/*',
  ],
]

let server: TestPostgres | null = null
let store: Store | null = null
beforeAll(async () => {
  server = await postgresForTests()
  store = await openPostgres(await server.database())
  const batch = await store.beginBatch(sampleBatch)
  await store.putNames(
    batch,
    PATHS.map((path) => sampleName(path, path)),
  )
})
afterAll(async () => {
  await store?.close()
  await server?.stop()
})

test.each(GLOBS)('PostgreSQL finds what the glob %s means everywhere else', async (glob) => {
  const found = store ? await all(store.documents({ paths: [glob] })) : []
  const matches = pathMatcher(JSON.stringify([glob]))
  expect(found.map(({ path }) => path).sort()).toEqual(PATHS.filter((path) => matches(path)).sort())
})
