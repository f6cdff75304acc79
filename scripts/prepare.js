import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath, URL } from 'node:url'

// npm prepares a package not only when it is installed, but also when `npx nianbao` is first run in a clone, without a word: what
// is built already is not built once more then.

const root = fileURLToPath(new URL('..', import.meta.url))
const built = `${root}/dist/src/cli/main.js`
const SOURCES = ['src', 'workers', 'scripts', 'bench']

const changedAfter = (time) =>
  SOURCES.some((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true }).some(
      (name) => /\.(tsx?|css|html|json)$/.test(name) && statSync(`${root}/${folder}/${name}`).mtimeMs > time,
    ),
  )

const page = `${root}/dist/web/index.html`

if (!existsSync(built) || !existsSync(page) || changedAfter(statSync(built).mtimeMs))
  process.exitCode = spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit', shell: true }).status ?? 1
