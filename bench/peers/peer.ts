import { z } from 'zod'

/** The reading of one file by one reader. */
export const reading = z.object({
  file: z.string(),
  /** Processor milliseconds, of all its threads and processes. */
  ms: z.number(),
  /** Rows of the form that it has whole; null where `lines` are still to be looked through. */
  whole: z.number().nullable(),
  /** Its output, one row of a table or one line of text each. */
  lines: z.array(z.string()),
})
export type PeerReading = z.infer<typeof reading>

/** The readings of all files by one reader, each warm: the second time it reads it. */
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
