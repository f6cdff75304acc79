import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { TextDecoder } from 'node:util'
import { failedRecord } from '../../dist/src/report/index.js'
import { serve } from '../../dist/workers/serve.js'

/**
 * A child for the pool's tests that does what the document tells it to: one order a line, `order argument`.
 * The record it gives names the process that made it (`extractor.pdfEngine`).
 */
const ORDERS = {
  async wait(ms) {
    await setTimeout(Number(ms))
  },
  loop() {
    for (;;);
  },
  hog() {
    const held = []
    for (;;) held.push(new Uint8Array(16 * 1024 * 1024).fill(1))
  },
  heap() {
    const held = []
    for (;;) held.push({ text: String(held.length) })
  },
  abort() {
    process.abort()
  },
  exit(code) {
    process.exit(Number(code))
  },
  throw(message) {
    throw new Error(message)
  },
  crashUnless(marker) {
    if (existsSync(marker)) return
    writeFileSync(marker, String(process.pid))
    process.kill(process.pid, 'SIGSEGV')
  },
  async garbage() {
    process.send({ kind: 'done', id: 'no number' })
    await setTimeout(60_000)
  },
  /** A converter that hangs in a process group of its own, as LibreOffice may. */
  converter(pidFile) {
    const { pid } = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' })
    writeFileSync(pidFile, String(pid))
  },
  pid(pidFile) {
    writeFileSync(pidFile, String(process.pid))
  },
}

serve(async (source, options) => {
  for (const line of new TextDecoder().decode(source.bytes).split('\n')) {
    const [order, argument] = line.split(' ')
    await ORDERS[order]?.(argument)
  }
  const record = failedRecord(
    {
      source,
      sha256: '0'.repeat(64),
      version: '0',
      options: '',
      language: options.language,
      elapsedMs: () => 0,
    },
    { code: 'not-a-report', details: {}, page: null, table: null },
  )
  return { ...record, extractor: { ...record.extractor, pdfEngine: String(process.pid) } }
})
