import { execFile } from 'node:child_process'
import { fileURLToPath, URL } from 'node:url'
import type { FleetConfig } from '../fleet/config.js'
import type { ServerOptions } from '../server/options.js'
import { examinationSchema } from '../server/schemas/work.js'

/** Milliseconds; LibreOffice may start cold. */
const PATIENCE_MS = 170_000

const program = fileURLToPath(new URL('main.js', import.meta.url))

/**
 * Runs `nianbao doctor` for a server: models that are loaded and programs that are started there hold up nobody here.
 * @param place the data folder, absolute, or the fleet, whose addresses stand in no list of processes
 */
export const examinerOf =
  (place: { readonly folder: string } | { readonly fleet: FleetConfig }): NonNullable<ServerOptions['examine']> =>
  async (language, signal) => {
    const args = ['doctor', '--json', '--lang', language, ...('folder' in place ? ['--data', place.folder] : [])]
    return examinationSchema.parse(JSON.parse(await printed([program, ...args], environmentOf(place), signal)))
  }

const environmentOf = (place: Parameters<typeof examinerOf>[0]): NodeJS.ProcessEnv => ({
  ...process.env,
  ...('fleet' in place && {
    NIANBAO_REDIS_URL: place.fleet.redisUrl,
    NIANBAO_DATABASE_URL: place.fleet.databaseUrl,
    NIANBAO_S3_URL: place.fleet.s3Url,
  }),
})

/** Runs a program of nianbao and gives what it prints; ending with 1 is no fault: the doctor does so where something is missing. */
const printed = async (args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = { env, signal, timeout: PATIENCE_MS, killSignal: 'SIGKILL' } as const
    execFile(process.execPath, args, options, (error, out) => {
      if (error && out.trim() === '') reject(new Error('nianbao doctor told nothing', { cause: error }))
      else resolve(out)
    })
  })
