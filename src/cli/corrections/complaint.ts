import type { Say } from '../messages.js'

/** A sentence of the command line that is not told yet. */
export interface Complaint {
  readonly key: Parameters<Say>[0]
  readonly details?: Readonly<Record<string, string | number>>
}

export const tell = (say: Say, { key, details }: Complaint): string => say(key, details)
