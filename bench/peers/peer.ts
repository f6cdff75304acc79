import { z } from 'zod'

/** What one reader made of one file. */
export const reading = z.object({
  file: z.string(),
  /** Processor milliseconds, of all its threads and processes. */
  ms: z.number(),
  /** Rows of the form that it has whole; null where `lines` are still to be looked through. */
  whole: z.number().nullable(),
  /** What it printed, one row of a table or one line of text each. */
  lines: z.array(z.string()),
})
export type PeerReading = z.infer<typeof reading>

/** What one reader made of all files, each warm: the second time it reads it. */
export const report = z.object({
  /** Name and version, as the table shows them. */
  name: z.string(),
  peakMb: z.number(),
  files: z.array(reading),
})
export type PeerReport = z.infer<typeof report>

/** One row of a table as a line that the looking-through understands: cells parted by bars, each without line breaks. */
export const lineOf = (cells: readonly (string | null)[]): string =>
  cells.map((cell) => (cell ?? '').replace(/\s+/gu, '')).join(' | ')
