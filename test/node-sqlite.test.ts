import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/**
 * Node's own SQLite is held to the suites of store and queue, on a Node that has it: better-sqlite3 was compiled for another one
 * here, and does not load there. npm brings that Node.
 */

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Node's package for this system is called after it; this version has all that is used of `node:sqlite`. */
const NODE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}@22.23.5`

const SUITES = ['src/store/sqlite/store.test.ts', 'src/store/sqlite/faults.test.ts', 'src/store/sqlite/migrate.test.ts']
const QUEUE = 'src/queue/embedded/queue.test.ts'

const FETCH_LIMIT_MS = 300_000
const SUITES_LIMIT_MS = 300_000

const run = promisify(execFile)

let folder: string
let node: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-node-'))
  await run('npm', ['pack', '--silent', '--prefer-offline', '--pack-destination', folder, NODE])
  const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? ''
  await run('tar', ['-xzf', join(folder, archive), '-C', folder, 'package/bin'])
  node = join(folder, 'package/bin/node')
}, FETCH_LIMIT_MS)
afterAll(async () => rm(folder, { recursive: true, force: true }))

/** Runs a script of the build with that Node. */
const evaluated = async (script: string): Promise<string> => {
  const { stdout, stderr } = await run(node, ['--input-type=module', '-e', script], { cwd: ROOT })
  expect(stderr).toBe('')
  return stdout.trim()
}

const LOAD = JSON.stringify(new URL('../dist/src/store/sqlite/load.js', import.meta.url).href)

test('it stands in where better-sqlite3 does not load, and says nothing of it', async () => {
  const script = `const { loadSqlite } = await import(${LOAD}); process.stdout.write((await loadSqlite()).name)`
  expect(await evaluated(script)).toBe('node:sqlite')
})

test('its errors have the codes that better-sqlite3 gives them', async () => {
  const script = `
    const { loadSqlite } = await import(${LOAD})
    const { Sqlite } = await loadSqlite()
    const database = new Sqlite(':memory:')
    database.exec('create table t (a integer primary key); insert into t values (1)')
    const codes = [() => database.exec('insert into t values (1)'), () => new Sqlite('/nowhere/x'), () => database.prepare('no')]
      .map((each) => { try { each(); return 'none' } catch ({ code }) { return code } })
    process.stdout.write(codes.join(' '))`
  expect(await evaluated(script)).toBe('SQLITE_CONSTRAINT SQLITE_CANTOPEN SQLITE_ERROR')
})

test(
  'it does what the suites of store and queue say',
  async () => {
    const jest = join(ROOT, 'node_modules/jest/bin/jest.js')
    const args = ['--experimental-vm-modules', '--no-warnings', jest, '--json', '--runInBand', ...SUITES, QUEUE]
    const { stdout } = await run(node, args, { cwd: ROOT, maxBuffer: 1 << 26 })
    const said: unknown = JSON.parse(stdout)
    expect(said).toMatchObject({ success: true, numPassedTestSuites: SUITES.length + 1, numPendingTests: 0 })
  },
  SUITES_LIMIT_MS,
)
