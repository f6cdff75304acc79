import { describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { glob } from 'tinyglobby'
import ts from 'typescript'

/** Known to all and knows nobody: the number of the version. */
const GROUND = 'src/version.ts'

/** A file longer than this has more than one job. */
const LONGEST = 300

/** A file shorter than this belongs to the only one that imports it. */
const SHORTEST = 25

/** Programs and migrations are as short as they are; the others wait to be merged. */
const SMALL_ALLOWED = [
  ...['src/version.ts', 'src/cli/main.ts', 'workers/child.ts', 'workers/watchdog.ts'],
  ...['src/store/sqlite/migrations/', 'src/store/postgres/migrations/'],
  ...['src/fleet/metrics/process.ts', 'src/readers/pdf/', 'src/server/log.ts', 'src/server/described.ts'],
]

/** Where a literal may hold Chinese: `layout` and `markup` know no word of any form. */
const WORDS_ALLOWED = [
  // Words of reports and their tables.
  ...['src/vocabulary', 'src/forms', 'src/report', 'src/readers/text', 'src/readers/sheet'],
  // Names of organs and places.
  'src/panel',
  // Sentences of reports, and what findings say.
  'src/findings',
  // Words of web pages, names of pictures' files, and characters that tell encodings and broken fonts.
  ...['src/readers/html', 'src/readers/image', 'src/readers/encoding.ts', 'src/readers/pdf/characters.ts'],
  ...['src/readers/statutory.ts', 'src/readers/pdf/marked-cells.ts', 'src/scan/account.ts', 'src/scan/spoilt.ts'],
  // Words that people write, and names of organs.
  ...['src/corrections/grammar.ts', 'src/cli/corrections/sheet.ts', 'src/sample/results.ts', 'src/effective/given.ts'],
  // Sentences in both languages, and descriptions of the record.
  ...[
    'src/model/catalogue',
    'src/model/record.ts',
    'src/model/table-record.ts',
    'src/corrections/complaint.ts',
    'src/cli',
    'src/overview',
  ],
  ...['src/sample/page', 'src/export', 'src/server', 'src/fleet/config', 'src/readers/markup/cell.ts'],
  ...['src/packages.ts', 'src/blobs/errors.ts', 'src/queue/errors.ts', 'src/store/errors.ts', 'src/web/words'],
]

/** A comment that begins so is no sentence: it lacks its subject. Migrations stay as they were published. */
const NO_SUBJECT = /(?:\/\/|\/\*\*|^[^\S\n]*\*) (?:What|Of|Those|Whom|Whose|So many|So much|So long|So often) .*/gmu

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** The table of docs/architecture.md: each of these imports only from itself and from those above it. */
const TABLE = /^\| `([^`]+?)\/?` \| (to come)?/gmu
const architecture = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8')
const [, houseTable = ''] = /\| folder \| its one job \|([\s\S]*?)\n\n/u.exec(architecture) ?? []
const rows = [...houseTable.matchAll(TABLE)].map(([, part = '', toCome]) => ({ part, toCome: toCome !== undefined }))
const HOUSE = rows.map(({ part }) => part)

const placeOf = (file: string): number => HOUSE.findIndex((part) => file === part || file.startsWith(`${part}/`))

/** The project's own files that a file imports, relative to the root; `running`: without those imported only for types. */
async function importsOf(file: string, running = false): Promise<readonly string[]> {
  const text = await readFile(join(ROOT, file), 'utf8')
  const { importedFiles } = ts.preProcessFile(running ? text.replace(/^(?:im|ex)port type [^']*'[^']*'$/gm, '') : text)
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(ROOT, resolve(ROOT, dirname(file), name)).replace(/\.js$/, '.ts'))
}

const files = (await glob(['src/**/*.ts', 'workers/**/*.ts'], { cwd: ROOT })).sort()
/** Without tests and what only they use. */
const production = files.filter((file) => !file.endsWith('.test.ts') && !file.includes('/testing/'))

describe('the house', () => {
  test('has every folder of the table, but for those to come', () => {
    expect(HOUSE.length).toBeGreaterThan(20)
    expect(rows.filter(({ part, toCome }) => !toCome && !existsSync(join(ROOT, part)))).toEqual([])
  })

  test('has a place for every file', () => {
    expect(production.filter((file) => file !== GROUND && placeOf(file) < 0)).toEqual([])
  })

  test('imports only upwards', async () => {
    const wrong: string[] = []
    for (const file of production)
      for (const imported of await importsOf(file))
        if (imported !== GROUND && (placeOf(imported) < 0 || placeOf(imported) > placeOf(file)))
          wrong.push(`${file} imports ${imported}`)
    expect(wrong).toEqual([])
  })

  test('has no circles between files that run', async () => {
    expect(await circlesOf(production, true)).toEqual([])
  })

  test('has no circles of types', async () => {
    expect(await circlesOf(production, false)).toEqual([])
  })

  test('has only files with one job', async () => {
    const long: string[] = []
    for (const file of production) {
      const lines = (await readFile(join(ROOT, file), 'utf8')).split('\n').length
      if (lines > LONGEST) long.push(`${file}: ${lines} lines`)
    }
    expect(long).toEqual([])
  })

  test('has no fragments: a small file serves two others at least', async () => {
    const importers = new Map<string, number>()
    for (const file of production)
      for (const imported of new Set(await importsOf(file))) importers.set(imported, (importers.get(imported) ?? 0) + 1)
    const small: string[] = []
    for (const file of production) {
      const isFree =
        /(?:^index|\.d)\.ts$/u.test(basename(file)) || SMALL_ALLOWED.some((place) => file.startsWith(place))
      const lines = (await readFile(join(ROOT, file), 'utf8')).split('\n').length - 1
      if (!isFree && lines < SHORTEST && (importers.get(file) ?? 0) < 2) small.push(`${file}: ${lines} lines`)
    }
    expect(small).toEqual([])
  })

  test('knows words of the forms only where they belong', async () => {
    const wrong: string[] = []
    for (const file of production) {
      if (WORDS_ALLOWED.some((place) => file === place || file.startsWith(`${place}/`) || file.startsWith(`${place}-`)))
        continue
      const found = wordsOfForms(await readFile(join(ROOT, file), 'utf8'))
      if (found.length > 0) wrong.push(`${file}: ${found.join(' ')}`)
    }
    expect(wrong).toEqual([])
  })

  test('names no form by its year outside of the forms', async () => {
    const named: string[] = []
    for (const file of production)
      if (/['"`](?:2019|2021)['"`]/u.test(await readFile(join(ROOT, file), 'utf8'))) named.push(file)
    expect(named).toEqual([])
  })

  test('has file names in kebab-case', () => {
    const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d|\.test)?\.ts$/u
    expect(files.filter((file) => !KEBAB.test(basename(file)))).toEqual([])
  })

  test('has comments that begin with their subject', async () => {
    const wrong: string[] = []
    for (const file of files.filter((file) => !file.includes('/migrations/')))
      for (const [comment] of (await readFile(join(ROOT, file), 'utf8')).matchAll(NO_SUBJECT))
        wrong.push(`${file}: ${comment}`)
    expect(wrong).toEqual([])
  })

  test('names bounds MAX and MIN', async () => {
    const wrong: string[] = []
    for (const file of files)
      for (const [name] of (await readFile(join(ROOT, file), 'utf8')).matchAll(/\bconst (?:MOST|LEAST)\b\w*/gu))
        wrong.push(`${file}: ${name}`)
    expect(wrong).toEqual([])
  })

  test('is typed throughout', async () => {
    const loose: string[] = []
    for (const file of files) {
      const text = await readFile(join(ROOT, file), 'utf8')
      if (usesAny(text) || /@ts-(?:ignore|nocheck|expect-error)|eslint-disable/.test(text)) loose.push(file)
    }
    expect(loose).toEqual([])
  })
})

/** The circles of imports; `running`: without those imported only for types. */
async function circlesOf(files: readonly string[], running: boolean): Promise<readonly string[]> {
  const graph = new Map(await Promise.all(files.map(async (file) => [file, await importsOf(file, running)] as const)))
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
    if (done.has(file) || trail.includes(file)) return
    for (const imported of graph.get(file) ?? []) visit(imported, [...trail, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return circles
}

/** Literals with a Chinese character: texts, patterns, and keys of objects. Comments may hold any. */
function wordsOfForms(text: string): readonly string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node)
    const isPart = ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
    if ((isText || isPart || ts.isIdentifier(node)) && /\p{Script=Han}/u.test(node.text)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest))
  return found
}

function usesAny(text: string): boolean {
  const visit = (node: ts.Node): boolean =>
    node.kind === ts.SyntaxKind.AnyKeyword || (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false)
  return visit(ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest))
}
