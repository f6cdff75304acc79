import { expect, test } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { glob } from 'tinyglobby'
import ts from 'typescript'
import { OWN_PACKAGE } from '../src/version.js'

/** Commands that need no fleet load none of its packages: these are not there where nobody installed them. */

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Here, and nowhere else, is the fleet loaded, and only once it is asked for. */
const BORDERS = [
  ...['src/blobs/open.ts', 'src/fleet/open.ts', 'src/scan/recogniser/index.ts', 'src/cli/serving.ts'],
  ...['doctor.ts', 'migrate.ts', 'queue.ts', 'serve.ts', 'worker.ts', 'workbench.ts'].map(
    (name) => `src/cli/commands/${name}`,
  ),
]

/** The folders that may import the optional packages. */
const USERS =
  /^src\/(?:blobs\/s3|fleet\/(?:metrics|worker)|queue\/bullmq|server|store\/postgres)\/|^src\/scan\/recogniser\/tesseract\.ts$/

const optional = Object.keys(OWN_PACKAGE.peerDependencies)
const isOptional = (name: string): boolean => optional.some((peer) => name === peer || name.startsWith(`${peer}/`))

interface Imports {
  readonly eager: readonly string[]
  readonly lazy: readonly string[]
}

/** The files that a file imports when it is loaded, and those it imports later; types are gone by then. */
async function importsOf(file: string): Promise<Imports> {
  const source = ts.createSourceFile(file, await readFile(join(ROOT, file), 'utf8'), ts.ScriptTarget.ESNext, true)
  const eager: string[] = []
  const lazy: string[] = []
  const visit = (node: ts.Node): void => {
    const isErased =
      (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
      (ts.isExportDeclaration(node) && node.isTypeOnly)
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && !isErased) {
      if (node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) eager.push(node.moduleSpecifier.text)
    }
    const [argument] = ts.isCallExpression(node) ? node.arguments : []
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && argument)
      if (ts.isStringLiteral(argument)) lazy.push(argument.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { eager, lazy }
}

const fileOf = (from: string, name: string): string =>
  relative(ROOT, resolve(ROOT, dirname(from), name))
    .replaceAll('\\', '/')
    .replace(/\.js$/, '.ts')

/** By the entry, all optional packages that are loaded with it, and the way there. */
async function reached(entry: string): Promise<readonly string[]> {
  const found: string[] = []
  const seen = new Set([entry])
  const open: (readonly string[])[] = [[entry]]
  for (let way = open.pop(); way; way = open.pop()) {
    const file = way.at(-1) ?? entry
    const { eager, lazy } = await importsOf(file)
    for (const name of [...eager, ...(BORDERS.includes(file) ? [] : lazy)]) {
      if (isOptional(name)) found.push([...way, name].join(' → '))
      const next = name.startsWith('.') ? fileOf(file, name) : null
      if (next === null || !next.endsWith('.ts') || seen.has(next)) continue
      seen.add(next)
      open.push([...way, next])
    }
  }
  return found
}

test.each(['src/cli/main.ts', 'src/index.ts', 'workers/child.ts'])(
  '%s loads no optional package before the fleet is asked for',
  async (entry) => {
    expect(await reached(entry)).toEqual([])
  },
)

test('the check sees what is imported', async () => {
  expect(await reached('src/server/server.ts')).not.toEqual([])
  expect(await reached('src/queue/bullmq/queue.ts')).not.toEqual([])
})

test('only the folders of the fleet import its packages', async () => {
  const files = await glob(['src/**/*.ts', 'workers/**/*.ts', '!**/*.test.ts', '!**/testing/**'], { cwd: ROOT })
  const wrong: string[] = []
  for (const file of files) {
    if (USERS.test(file)) continue
    const { eager, lazy } = await importsOf(file)
    for (const name of [...eager, ...lazy]) if (isOptional(name)) wrong.push(`${file}: ${name}`)
  }
  expect(wrong.sort()).toEqual([
    'src/cli/commands/serve.ts: prom-client',
    'src/cli/commands/worker.ts: pino',
    'src/cli/commands/worker.ts: prom-client',
  ])
})
