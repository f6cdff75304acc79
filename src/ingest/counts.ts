import type { DocumentRecord } from '../model/record.js'
import type { Severity } from '../model/problem.js'

/** How far a run is. Written by the run alone; looked at by whoever shows it. */
export interface Counts {
  /** Documents found below the arguments: files, and groups of pictures as one. */
  found: number
  /** How many of them were never seen before under any name. */
  fresh: number
  /** How many of them are known, with size and time as before, so that they are not read again. */
  unchanged: number
  /** How many of them have a content that is known under another name. */
  duplicates: number
  /** How many of them had other content under the same name before. */
  changed: number
  /** Files that could not be read, and folders that could not be listed. */
  unreadable: number
  /** Links that lead out of their folder, and are not followed. */
  links: number
  /** Names that are no more there. */
  vanished: number
  /** Jobs of this run: left over from another one, or added. */
  total: number
  /** Jobs done. */
  done: number
  ok: number
  flagged: number
  failed: number
  /** Failures for now that are tried again. */
  retried: number
  /** Known documents whose extraction is of another version of nianbao: left as they are. */
  older: number
  /** The whole tree was walked: `found` and `total` grow no more. */
  walked: boolean
}

export const noCounts = (): Counts => ({
  ...{ found: 0, fresh: 0, unchanged: 0, duplicates: 0, changed: 0, unreadable: 0, links: 0, vanished: 0 },
  ...{ total: 0, done: 0, ok: 0, flagged: 0, failed: 0, retried: 0, older: 0, walked: false },
})

/** How many documents of the run have a problem, by code. */
export interface Trouble {
  readonly severity: Severity
  documents: number
}

/** Counts a record that is final, and each code of its problems once. */
export function countRecord(
  counts: Counts,
  troubles: Map<string, Trouble>,
  record: Pick<DocumentRecord, 'status'> & { readonly problems: readonly { code: string; severity: Severity }[] },
): void {
  counts.done += 1
  counts[record.status] += 1
  const codes = new Map(record.problems.map(({ code, severity }) => [code, severity]))
  for (const [code, severity] of codes) {
    const trouble = troubles.get(code) ?? { severity, documents: 0 }
    trouble.documents += 1
    troubles.set(code, trouble)
  }
}

/** Something that could not be read, and why. */
export interface Unreadable {
  readonly path: string
  readonly reason: string
}

/** For the store's row of the run. */
export const numbersOf = (counts: Counts): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))

/** The same of a run that reads again: `found` are the documents chosen, `unreadable` those that are nowhere. */
export function reprocessNumbersOf(counts: Counts): Record<string, number> {
  const { found: selected, unreadable: unavailable, done, ok, flagged, failed } = counts
  return { selected, unavailable, done, ok, flagged, failed }
}

/** Seconds and number of the scans that a run has read. */
export interface Scans {
  seconds: number
  count: number
}

/** Counts a record if pictures were recognised for it. */
export function countScan(scans: Scans, { extractor }: Pick<DocumentRecord, 'extractor'>): void {
  if (extractor.recogniser === null) return
  scans.count += 1
  scans.seconds += (extractor.elapsedMs ?? 0) / 1_000
}
