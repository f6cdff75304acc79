import { expect, jest } from '@jest/globals'
import { copyFile, cp, mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { languageOf } from '../../src/cli/say.js'
import { run } from '../../src/cli/program.js'
import { ENGLISH, startCommand, type Ended } from '../support/command.js'

/** A small folder that was ingested, and the commands around its store, from the build in dist/. */

const TESTS = resolve(import.meta.dirname, '..')
export const SAMPLES = resolve(TESTS, '../samples')

/** Files that are quickly read or refused, by their path below the folder that is ingested. */
const REPORTS: Readonly<Record<string, string>> = {
  '2021/word-2021-other-unit.docx': 'word-2021-other-unit.docx',
  '2021/web-2021-gbk.html': 'web-2021-gbk.html',
  '2021/again/同一份.html': 'web-2021-gbk.html',
  '2021/pdf-2021-adds-up-wrongly.pdf': 'pdf-2021-adds-up-wrongly.pdf',
  '2019/text-2019-cells-lost.txt': 'text-2019-cells-lost.txt',
  '2019/text-2019-one-cell-a-line.txt': 'text-2019-one-cell-a-line.txt',
  'word-2021-mixed-forms.docx': 'word-2021-mixed-forms.docx',
}
export const HOSTILE = [
  'pdfjs_REDHAT-1531897-0.pdf',
  'pdfjs_print_protection.pdf',
  'pdfplumber_empty.pdf',
  'poi_bug53475-password-is-pass.docx',
  'poi_truncated62886.docx',
  'poi_Word6.doc',
  'tabula_encrypted.pdf',
  'tbxt_17byte_fake.pdf',
  'tika_big-preamble.html',
  'tika_testWORDML_tableInsideParagraph.doc',
  'tika_testZIP_corrupted_oom.zip',
]
/** A machine that is busy with other suites. */
export const SLOW_MS = 90_000

export const DOCUMENTS = Object.keys(REPORTS).length - 1 + HOSTILE.length

export const OTHER_UNIT = '2021/word-2021-other-unit.docx'
export const WRONG_SUMS = '2021/pdf-2021-adds-up-wrongly.pdf'
export const CELLS_LOST = '2019/text-2019-cells-lost.txt'

/** Where everything of this suite is, and the data folder that was filled, which no test may change; set by `fill`. */
export const place = { root: '', filled: '' }
let copies = 0

/** Ingests the folder; what the command came to. */
export async function fill(): Promise<Ended> {
  place.root = await mkdtemp(join(tmpdir(), 'nianbao-store-commands-'))
  const input = join(place.root, 'input')
  for (const [path, sample] of Object.entries(REPORTS)) {
    await mkdir(dirname(join(input, path)), { recursive: true })
    await copyFile(join(SAMPLES, sample), join(input, path))
  }
  await mkdir(join(input, 'hostile'))
  for (const name of HOSTILE) await copyFile(join(TESTS, 'hostile', name), join(input, 'hostile', name))
  place.filled = join(place.root, 'filled')
  // Without LibreOffice, so that one failure is of the machine.
  return nianbao(['ingest', input, '--data', place.filled, '--soffice', '/nowhere/soffice', '--quiet'])
}

export const nianbao = async (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> => startCommand(args, { cwd: place.root, environment: { ...ENGLISH, ...environment } }).ended

/** The same inside this process, where starting one for each would take longer than all the rest. */
export async function inside(args: readonly string[]): Promise<Omit<Ended, 'signal'>> {
  const output = { out: '', err: '' }
  type Done = (error?: Error | null) => void
  const into =
    (name: 'out' | 'err') =>
    (text: string | Uint8Array, second?: BufferEncoding | Done, third?: Done): boolean => {
      output[name] += String(text)
      const done = typeof second === 'function' ? second : third
      done?.()
      return true
    }
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(into('out')),
    jest.spyOn(process.stderr, 'write').mockImplementation(into('err')),
  ]
  try {
    return { status: await run(args, languageOf(args, ENGLISH)), ...output }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** A copy of the filled data folder, to be changed. */
export async function copyOfData(): Promise<string> {
  copies += 1
  const copy = join(place.root, `copy-${copies}`)
  await cp(place.filled, copy, { recursive: true })
  return copy
}

const row = z.object({ sha256: z.string(), path: z.string(), status: z.string(), codes: z.array(z.string()) })

export async function list(data: string, ...filters: readonly string[]): Promise<readonly z.infer<typeof row>[]> {
  const { status, out } = await inside(['list', '--data', data, '--json', ...filters])
  expect(status).toBe(0)
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => row.parse(JSON.parse(line)))
}

export const paths = async (data: string, ...filters: readonly string[]): Promise<readonly string[]> =>
  (await list(data, ...filters)).map(({ path }) => path)
