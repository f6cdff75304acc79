import type { Standstill } from '../../ingest/follow.js'
import { VERSION } from '../../version.js'
import type { Say } from '../messages.js'

/** Tells standard error why nothing moves, and what to do. */
export const standstillTeller =
  (say: Say) =>
  ({ why, waiting, seconds }: Standstill): void => {
    const sentence =
      why === 'paused' ? say('fleetPaused', { waiting }) : say('fleetIdle', { waiting, seconds, version: VERSION })
    process.stderr.write(`${sentence}\n`)
  }
