import { spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { documentRecord, type DocumentRecord } from '../../src/model/record.js'
import { ENGLISH, MAIN, startCommand, type Ended, type Surroundings } from './command.js'

/** The command line over copies of the golden reports. */

const TESTS = resolve(import.meta.dirname, '..')
export const GOLDEN = join(TESTS, 'golden/reports')

interface RunOptions extends Surroundings {
  /** Called once with the process's id when something has come on standard output. */
  readonly onOutput?: (pid: number) => void
}

export async function nianbao(
  args: readonly string[],
  { cwd = TESTS, environment = {}, onOutput }: RunOptions = {},
): Promise<Ended> {
  const { process: child, ended } = startCommand(args, { cwd, environment: { ...ENGLISH, ...environment } })
  if (onOutput)
    child.stdout?.once('data', () => {
      onOutput(child.pid ?? 0)
    })
  return ended
}

/** Gives the standard error of a command whose output another program reads only at its beginning. */
export async function complaintsWhenReadBy(reader: string, args: string): Promise<string> {
  const child = spawn('sh', ['-c', `"${process.execPath}" "${MAIN}" ${args} | ${reader}`])
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  await new Promise((done) => child.once('close', done))
  return err
}

export const recordsOf = ({ out }: Ended): DocumentRecord[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => documentRecord.parse(JSON.parse(line)))

export const pathsOf = (ended: Ended): string[] => recordsOf(ended).map(({ source }) => source.path)

/** A fresh folder with the given files: a golden report's name, or text. */
export async function folderOf(
  files: Readonly<Record<string, { golden: string } | { text: string }>>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-cli-'))
  for (const [path, file] of Object.entries(files)) {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    if ('golden' in file) await copyFile(join(GOLDEN, file.golden), target)
    else await writeFile(target, file.text)
  }
  return folder
}

export const WORD = { golden: 'docx-2019.docx' }
export const WEB = { golden: 'html-2021.html' }
export const TEXT = { golden: 'txt-2019.txt' }
export const DAMAGED = { text: '%PDF-1.4\nthis is no PDF\n' }
