import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, DocumentError, type Language } from '../../model/problem.js'
import { DEFAULT_LIMITS, DEFAULT_RECOGNITION } from '../../model/source.js'
import { convertToDocx } from '../../readers/office/convert.js'
import { findOffice } from '../../readers/office/find.js'
import type { GrayImage } from '../../scan/image.js'
import { createRecogniser, RECOGNISERS, type RecogniserName } from '../../scan/index.js'
import { installationOf } from '../../packages.js'
import { OWN_PACKAGE } from '../../version.js'
import { text, type Say } from '../say.js'
import { advice, fine, missing, NOT_LOADED, reasonOf, REINSTALL, type Finding } from './doctor-finding.js'

const run = promisify(execFile)

/** Also a cold start from a slow disk is done in this time. */
const OFFICE_MS = 60_000

/** The text that the picture below shows. */
const SHOWN = String(2021)
/** A PNG of 96 × 40 pixels, black on white. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAGAAAAAoCAAAAAAk+KDlAAABYklEQVR42u2W0Y2DMAyG/9wsQdwooOsoqbpKkBjFSB3FqOySvjQkhLgEpD70hB+t3/4cOzEo' +
  'h8/aD07ACfguwDhc20opVbVD7O5apVTVvVONQ9dWSqnrmuAia4K7Ye9k/XJpllXeZ1xqEgA6zT8TcioZsJyBNkTs2GpgerWknwDDzAaYelEF3Vgy2SG4nLGe' +
  'i5vLsgBYUjnnnDObLQpGHk2hBg1YQfUGIFzTufF3wJ/cAHdBdegdaA9ogmOSK9kJ6H3hU8ixBvTheLJJIwgzDvNK1LSc8Y4ZjBfAZssZi1RbLRovgP3biixT' +
  '5VrE8X0UW8TrW1v4DpaR0eviGJDJXwhgLCI1QJmZJqodQx5+AXuL9mV4XdGNTVXlM6C0suyqoFz9RS1aR3Jm2Qn5CwAWoeNRlF/XEYncIcBysbDwwcmpKHbZ' +
  'gm0arKZ5F1H9kb+K+mEbANo+juSHOv+uT8AJ+AeAJ+wMmt7O0yN6AAAAAElFTkSuQmCC'

async function picture(): Promise<GrayImage> {
  const { default: sharp } = await import('sharp')
  const { data, info } = await sharp(Buffer.from(PICTURE, 'base64'))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: new Uint8Array(data) }
}

/** One after the other: each loads a model. */
export async function recogniserFindings(say: Say, language: Language): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const name of RECOGNISERS) findings.push(await recogniserFinding(say, language, name))
  return findings
}

/** Loads a recogniser and lets it read a picture of a number. The default one is needed, the other is not. */
async function recogniserFinding(say: Say, language: Language, name: RecogniserName): Promise<Finding> {
  const wrong = name === DEFAULT_RECOGNITION ? missing : advice
  const started = performance.now()
  try {
    const recogniser = await createRecogniser(name)
    try {
      const [line] = await recogniser.readLines([await picture()])
      const read = (line?.characters ?? []).map(({ text }) => text).join('')
      const ms = Math.round(performance.now() - started)
      if (!read.includes(SHOWN)) return wrong(name, say(TEXTS.misread, { read, shown: SHOWN }), say(REINSTALL))
      const found = say(TEXTS.reads, { engine: recogniser.name, ms })
      return recogniser.name.includes('onnxruntime-web') ? advice(name, found, slower(say)) : fine(name, found)
    } finally {
      await recogniser.close()
    }
  } catch (error) {
    if (error instanceof DocumentError) {
      const { message, remedy } = describe(error.problem, language)
      return wrong(name, message, remedy)
    }
    return wrong(name, say(NOT_LOADED, { reason: reasonOf(error) }), say(REINSTALL))
  }
}

/** Systems for which the packages of the native recogniser hold it; that for Linux on x64 comes with nianbao. */
const NATIVE_SYSTEMS: ReadonlySet<string> = new Set(['darwin-arm64', 'linux-arm64', 'win32-arm64', 'win32-x64'])

/** Tells how much slower WebAssembly is, and how to get the native recogniser. Both read the same. */
function slower(say: Say): string {
  const system = `${process.platform}-${process.arch}`
  if (installationOf(OWN_PACKAGE.root) === 'clone') return say(TEXTS.nativeInClone)
  if (!NATIVE_SYSTEMS.has(system)) return say(TEXTS.noNative, { system })
  // Both runtimes are released together.
  return say(TEXTS.native, { version: OWN_PACKAGE.devDependencies['onnxruntime-web'] ?? 'latest' })
}

interface OfficeOptions {
  /** Path of LibreOffice; null: it is looked for. */
  readonly soffice: string | null
  /** Documents of the store wait for it. */
  readonly waited: boolean
}

/** Finds LibreOffice and converts a small document with it: the only proof that it works. */
export async function officeFinding(say: Say, language: Language, options: OfficeOptions): Promise<Finding> {
  const wrong = options.waited ? missing : advice
  const limits = { ...DEFAULT_LIMITS, deadlineMs: OFFICE_MS }
  const document = Buffer.from(String.raw`{\rtf1\ansi nianbao}`)
  try {
    const path = await findOffice(options.soffice)
    const started = performance.now()
    await convertToDocx(document, 'rtf', { limits, signal: null, soffice: options.soffice })
    const ms = Math.round(performance.now() - started)
    return fine('libreoffice', say(TEXTS.office, { version: await officeVersion(path), path, ms }))
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    const { message, remedy } = describe(error.problem, language)
    return wrong('libreoffice', message, remedy)
  }
}

/** Its own name and version, without the build. */
async function officeVersion(path: string): Promise<string> {
  const said = await run(path, ['--version'], { timeout: OFFICE_MS }).catch(() => null)
  return /LibreOffice(?:Dev)? [\d.]+/.exec(said?.stdout ?? '')?.[0] ?? 'LibreOffice'
}

const TEXTS = {
  reads: text('{engine} reads a picture in {ms} ms', '{engine}，识别一张图片用时 {ms} ms'),
  misread: text('reads “{read}” where {shown} stands', '把 {shown} 识别成了“{read}”'),
  native: {
    en: 'It runs as WebAssembly: 23 s of processor time for samples/scan-2021-red-seal.pdf, where the native one takes 10 s. Install that, without its script: npm install --ignore-scripts onnxruntime-node@{version}',
    zh: '当前以 WebAssembly 运行：识别 samples/scan-2021-red-seal.pdf 约用 23 秒处理器时间，本机版为 10 秒。安装本机版（不执行其安装脚本）：npm install --ignore-scripts onnxruntime-node@{version}',
  },
  nativeInClone: {
    en: 'It runs as WebAssembly: 23 s of processor time for samples/scan-2021-red-seal.pdf, where the native one takes 10 s. npm 10 leaves that out where its script reaches no other network: ONNXRUNTIME_NODE_INSTALL=skip npm ci',
    zh: '当前以 WebAssembly 运行：识别 samples/scan-2021-red-seal.pdf 约用 23 秒处理器时间，本机版为 10 秒。npm 10 在其安装脚本无法联网时会略去本机版，请执行：ONNXRUNTIME_NODE_INSTALL=skip npm ci',
  },
  noNative: {
    en: 'It runs as WebAssembly: 23 s of processor time for samples/scan-2021-red-seal.pdf, where the native one takes 10 s. That one does not load on this system ({system}; on Linux it needs glibc).',
    zh: '当前以 WebAssembly 运行：识别 samples/scan-2021-red-seal.pdf 约用 23 秒处理器时间，本机版为 10 秒。本机版无法在此系统（{system}）上加载；在 Linux 上需要 glibc。',
  },
  office: {
    en: '{version} ({path}) converts a document in {ms} ms',
    zh: '{version}（{path}），转换一份文档用时 {ms} ms',
  },
} as const
