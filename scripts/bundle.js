import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, URL } from 'node:url'

/**
 * Copies those parts of some packages that nianbao uses into dist/node_modules, where Node finds them before all others. So the
 * package brings 72 MB of these instead of 570, brings the native recogniser without the script that would fetch CUDA, and needs
 * nothing of the project that installs it. Licences and notices come along. With --whole, as for packing, none may be missing.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const target = join(root, 'dist/node_modules')
const native = join(root, 'dist/native')

/** ONNX Runtime's packages name their licence, but hold no copy of it. */
const ONNX_LICENCE = 'scripts/licences/onnxruntime.txt'

/** Files and folders of each package, beside its package.json; `of` names the package that brought it. */
const COPIES = [
  {
    name: 'echarts',
    parts: ['LICENSE', 'NOTICE', 'licenses', 'charts.js', 'components.js', 'core.js', 'renderers.js', 'lib'],
  },
  { name: 'zrender', parts: ['LICENSE', 'lib'] },
  {
    name: 'tslib',
    of: 'echarts',
    parts: ['LICENSE.txt', 'CopyrightNotice.txt', 'tslib.js', 'tslib.es6.js', 'modules'],
  },
  { name: 'onnxruntime-common', parts: ['README.md', 'dist/cjs', 'dist/esm'], licence: ONNX_LICENCE },
  // Elsewhere, or it would hide an onnxruntime-node that somebody installed on another system.
  {
    name: 'onnxruntime-node',
    into: native,
    parts: ['README.md', 'dist', 'bin/napi-v6/linux/x64'],
    licence: ONNX_LICENCE,
  },
  {
    name: 'onnxruntime-web',
    parts: [
      'README.md',
      ...['ort.node.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'].map(
        (file) => `dist/${file}`,
      ),
    ],
    licence: ONNX_LICENCE,
  },
  {
    name: 'pdfjs-dist',
    parts: [
      'LICENSE',
      'cmaps',
      'iccs',
      'standard_fonts',
      'wasm',
      'legacy/build/pdf.mjs',
      'legacy/build/pdf.worker.mjs',
    ],
  },
]

/** Entries of a package.json that tell how to load a package and whose it is. Scripts and dependencies stay behind. */
const FIELDS = [
  'name',
  'version',
  'license',
  'author',
  'repository',
  'type',
  'main',
  'module',
  'exports',
  'sideEffects',
]

/** Declarations and maps serve only those who compile against a package. */
const isNeeded = (path) => !/\.(?:d\.[cm]?ts|map)$/.test(path)

function manifestOf(source) {
  const whole = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
  return Object.fromEntries(FIELDS.filter((field) => field in whole).map((field) => [field, whole[field]]))
}

/** A package that another one (`of`) brought may stand beside it or inside. */
function folderOf({ name, of = '' }) {
  const inside = join(root, 'node_modules', of, 'node_modules', name)
  return of !== '' && existsSync(inside) ? inside : join(root, 'node_modules', name)
}

function copy(entry) {
  const { name, into = target, parts, licence } = entry
  const source = folderOf(entry)
  const copied = join(into, name)
  for (const part of parts)
    cpSync(join(source, part), join(copied, part), { recursive: true, dereference: true, filter: isNeeded })
  if (licence) cpSync(join(root, licence), join(copied, 'LICENSE'))
  writeFileSync(join(copied, 'package.json'), `${JSON.stringify(manifestOf(source), null, 2)}\n`)
}

/** A clone may have no native recogniser (scripts/native): WebAssembly reads there. */
const isLeftOut = (entry) => entry.into === native && !process.argv.includes('--whole') && !existsSync(folderOf(entry))
const entries = COPIES.filter((entry) => !isLeftOut(entry))

/** The ingredients of the copies: while they stay the same the copies need not be made again. */
const recipe = JSON.stringify([
  readFileSync(fileURLToPath(import.meta.url), 'utf8'),
  entries.map((entry) => [entry.name, manifestOf(folderOf(entry)).version]),
])
const recipeFile = join(target, '.made-from.json')

if (!existsSync(recipeFile) || readFileSync(recipeFile, 'utf8') !== recipe) {
  for (const folder of [target, native]) rmSync(folder, { recursive: true, force: true })
  for (const entry of entries) copy(entry)
  // Last: copies that were cut short are made again.
  writeFileSync(recipeFile, recipe)
}
