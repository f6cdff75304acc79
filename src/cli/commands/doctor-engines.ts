import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, DocumentError, type Language } from '../../model/problem.js'
import { DEFAULT_LIMITS, DEFAULT_RECOGNITION } from '../../model/source.js'
import { convertToDocx } from '../../readers/office/convert.js'
import { findOffice } from '../../readers/office/find.js'
import type { GrayImage } from '../../scan/image.js'
import { createRecogniser, RECOGNISERS, type RecogniserName } from '../../scan/index.js'
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
export async function recogniserFindings(say: Say): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const name of RECOGNISERS) findings.push(await recogniserFinding(say, name))
  return findings
}

/** Loads a recogniser and lets it read a picture of a number. The default one is needed, the other is not. */
async function recogniserFinding(say: Say, name: RecogniserName): Promise<Finding> {
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
      // WebAssembly gives the same, slower.
      return recogniser.name.includes('onnxruntime-web') ? advice(name, found, say(TEXTS.native)) : fine(name, found)
    } finally {
      await recogniser.close()
    }
  } catch (error) {
    return wrong(name, say(NOT_LOADED, { reason: reasonOf(error) }), say(REINSTALL))
  }
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
    en: 'It runs as WebAssembly, about three times slower than native: npm install onnxruntime-node, where your system has it.',
    zh: '当前以 WebAssembly 运行，约比本机版慢三倍；若系统支持，可执行 npm install onnxruntime-node。',
  },
  office: {
    en: '{version} ({path}) converts a document in {ms} ms',
    zh: '{version}（{path}），转换一份文档用时 {ms} ms',
  },
} as const
