import { z } from 'zod'
import { copyBlobs } from '../../blobs/copy.js'
import { isBlobsUrl, openBlobs } from '../../blobs/open.js'
import { ConfigError } from '../../fleet/config-errors.js'
import { fleetSettings } from '../../fleet/config.js'
import type { Language } from '../../model/problem.js'
import { EXIT } from '../exit.js'
import { fleetFlags } from '../fleet-flags.js'
import type { Say } from '../messages.js'
import { complainer, explained } from '../store/session.js'

const options = fleetFlags.extend({ to: z.string().optional(), from: z.string().optional() })

/** `nianbao originals copy --to URL` or `--from URL`: gives the exit status. */
export async function copyOriginals(given: unknown, say: Say, language: Language): Promise<number> {
  const { to, from, ...flags } = options.parse(given)
  const complain = complainer(say)
  const other = to ?? from
  if (other === undefined || (to !== undefined && from !== undefined) || !isBlobsUrl(other)) {
    complain(say('originalsWhich'))
    return EXIT.usage
  }
  return explained(say, language, async () => {
    const { s3Url } = await fleetSettings(flags)
    if (s3Url === undefined) throw new ConfigError('config-needed')
    const [own, away] = [await openBlobs(s3Url), await openBlobs(other)]
    try {
      const { copied, present, damaged } = await (to === undefined ? copyBlobs(away, own) : copyBlobs(own, away))
      process.stderr.write(`${say('originalsCopied', { copied, present })}\n`)
      for (const sha256 of damaged) complain(say('originalsDamaged', { sha256 }))
      return damaged.length > 0 ? EXIT.failed : EXIT.fine
    } finally {
      await Promise.all([own.close(), away.close()])
    }
  })
}
