import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type PeerReport, report } from './peer.js'

/** Libraries of Python that read tables, with the module that each is imported as. */
export const PYTHON_PEERS = ['pdfplumber', 'camelot', 'tabula'] as const
export type PythonPeer = (typeof PYTHON_PEERS)[number]

const PYTHONS = ['python3', '/usr/bin/python3']
const MAX_OUTPUT = 1 << 28

/** The script stands in the sources, also where this file runs from dist/. */
const SCRIPT = ['./tables.py', '../../../bench/peers/tables.py']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find(existsSync)

/** Reads the files with a Python library; null where none of the machine's Pythons has it. */
export function readWithPython(library: PythonPeer, paths: readonly string[]): PeerReport | null {
  const python = PYTHONS.find((each) => spawnSync(each, ['-c', `import ${library}`]).status === 0)
  if (python === undefined || SCRIPT === undefined) return null
  const { stdout, stderr, status } = spawnSync(python, [SCRIPT, library, ...paths], {
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
  })
  if (status !== 0) throw new Error(`${library}: ${stderr}`)
  return report.parse(JSON.parse(stdout))
}
