import { spawn } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { MAIN, startLocal, type LocalFleet } from './local.js'

const USAGE = `scripts/fleet-local [--data DIR] [--workers N] [-- COMMAND…]

Starts a fleet on this machine: Redis, PostgreSQL, an S3 server, the HTTP API and N workers, as plain processes on
127.0.0.1. Its data stays in DIR (./fleet-data). Ends with Ctrl-C; with a COMMAND, when that has ended.
`

/** Signals that end it, with the status that a shell expects for each. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

async function main(): Promise<number> {
  const dashes = process.argv.indexOf('--', 2)
  const [own, command] =
    dashes < 0 ? [process.argv.slice(2), []] : [process.argv.slice(2, dashes), process.argv.slice(dashes + 1)]
  const { values } = parseArgs({
    args: own,
    options: { data: { type: 'string' }, workers: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return 0
  }
  const workers = Number(values.workers ?? Math.max(1, Math.floor(availableParallelism() / 2)))
  if (!Number.isInteger(workers) || workers < 0) throw new Error(`--workers ${values.workers ?? ''}: not a number`)
  const folder = resolve(values.data ?? 'fleet-data')
  const signalled = untilSignal()
  const fleet = await startLocal({ folder, workers, said })
  try {
    const bin = await shim(folder)
    if (command.length === 0) {
      process.stdout.write(told(fleet, folder, workers))
      return await signalled
    }
    return await Promise.race([ran(command, fleet, bin), signalled])
  } finally {
    await fleet.stop()
  }
}

const said = (line: string): void => void process.stderr.write(`${line}\n`)

/** Resolves with the exit status when a signal asks for the end. */
async function untilSignal(): Promise<number> {
  return new Promise((done) => {
    for (const [signal, status] of Object.entries(SIGNALS))
      process.on(signal, () => {
        done(status)
      })
  })
}

/** A folder with `nianbao` in it, for the command's path. */
async function shim(folder: string): Promise<string> {
  const bin = join(folder, 'bin')
  await mkdir(bin, { recursive: true })
  await writeFile(join(bin, 'nianbao'), `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`)
  await chmod(join(bin, 'nianbao'), 0o755)
  return bin
}

async function ran([file = '', ...args]: readonly string[], fleet: LocalFleet, bin: string): Promise<number> {
  const env = {
    ...{ ...process.env, ...fleet.env, NIANBAO_API_URL: fleet.url, NIANBAO_API_TOKEN: fleet.token },
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
  }
  const child = spawn(file, args, { stdio: 'inherit', env })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (status, signal) => {
      done(status ?? (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP' ? SIGNALS[signal] : 1))
    })
  })
}

const told = ({ env, url, token, servers }: LocalFleet, folder: string, workers: number): string => `
A fleet runs on this machine; its data and logs are in ${folder}.

  Redis        127.0.0.1:${servers.redis.port}
  PostgreSQL   127.0.0.1:${servers.postgres.port}
  S3           127.0.0.1:${servers.s3.port}
  HTTP API     ${url}   (token: ${token})
  workers      ${workers}

In another terminal, paste:

${Object.entries(env)
  .map(([name, value]) => `export ${name}='${value}'`)
  .join('\n')}

then for example:

npx nianbao ingest samples
npx nianbao status
curl -H 'Authorization: Bearer ${token}' ${url}/v1/documents

Ctrl-C ends all of it.
`

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
