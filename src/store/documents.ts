import type { Failure } from '../model/extraction.js'
import type { Content, DocumentRecord, FormYear } from '../model/record.js'
import type { Format } from '../model/source.js'

/** Columns of a manifest, by name; all but `path`. */
export type Given = Readonly<Record<string, string>>

/** A document as lists show it. */
export interface DocumentRow {
  readonly sha256: string
  /**
   * The current name that the manifest has a line for, else the most telling one, with the most characters
   * beyond ASCII, else the first one; without a current name, the last one that it had.
   */
  readonly path: string
  readonly file: string
  readonly names: number
  /** Some name is current: neither replaced nor vanished. */
  readonly current: boolean
  readonly format: Format
  readonly bytes: number
  /** Effective; `pending`: never extracted. */
  readonly status: DocumentRecord['status'] | 'pending'
  readonly title: string | null
  readonly organ: string | null
  readonly year: number | null
  readonly form: FormYear | null
  /** Null of one that failed or was never extracted. */
  readonly content: Content | null
  readonly counts: DocumentRecord['counts'] | null
  /** The version of the extractor that made the current attempt. */
  readonly version: string | null
  readonly failure: Failure | null
  /** Codes of all its problems. */
  readonly codes: readonly string[]
  /** The people whose statements were not taken back. */
  readonly authors: readonly string[]
  readonly given: Given | null
  /** ISO 8601, UTC; null of one that is not removed. */
  readonly removedAt: string | null
  /** Since then nothing is known of it but its names. */
  readonly purgedAt: string | null
}

/** All that are given must hold; within a list one of it. */
export interface DocumentFilter {
  readonly status?: readonly DocumentRow['status'][]
  /** With at least one doubt, or fault. */
  readonly doubts?: boolean
  readonly faults?: boolean
  /** Codes of problems. */
  readonly codes?: readonly string[]
  readonly years?: readonly number[]
  readonly forms?: readonly FormYear[]
  readonly contents?: readonly Content[]
  readonly formats?: readonly Format[]
  /** Whether the year is known, of whatever reports. */
  readonly yearKnown?: boolean
  /** Globs on the path as found, as in a shell (`**` over folders). */
  readonly paths?: readonly string[]
  /** First folders of the path; '' for what stands in none. */
  readonly folders?: readonly string[]
  /** People who said something of a value or fact that was not taken back. */
  readonly authors?: readonly string[]
  /** Parts of the organ's name, as it counts. */
  readonly organs?: readonly string[]
  /** Parts of the organ's name, the title or the path: one of them holds it. */
  readonly search?: readonly string[]
  /** Parts of the title. */
  readonly titles?: readonly string[]
  /** All columns of its line in the manifest, as they stand there. */
  readonly given?: Given
  /** Whole fingerprints, or their first eight or more digits. */
  readonly sha256?: readonly string[]
  /** Documents whose current attempt is of an older version (semantic versions). */
  readonly extractorBefore?: string
  readonly current?: boolean
  /** Removed ones alone, or also; if left out, only those that are not. */
  readonly removed?: boolean | 'any'
  /** Documents whose main value lies in this range; its upper end is excluded. */
  readonly value?: ValueRange
  /** With an attempt that was kept back, of which nobody has decided since. */
  readonly keptBack?: boolean
  /** Extracted by this batch, or seen in it first or last. */
  readonly batch?: number
}

/** Numbers of one of the main values (`MAIN_VALUES`); without an end where one is left out. */
export interface ValueRange {
  readonly code: string
  readonly from?: number
  readonly below?: number
}

/** A part of a list of documents: stable while documents come and go, since it begins behind a row and not at a number. */
export interface DocumentPage {
  /** The last row of the page before, which need not be there any more, with what it was sorted by. */
  readonly after?: Pick<DocumentRow, 'path' | 'sha256'> & { readonly key?: SortKey }
  /** By path if left out. */
  readonly sort?: Sort
  /** The largest number of rows; all if left out. */
  readonly limit?: number
}

/** Columns that lists are sorted by, each with an index of its own. */
export const SORTS = ['path', 'organ', 'year', 'status', 'doubts', 'faults'] as const

/** An order of documents: by a column, then by path; those of which the column is not known come last. */
export interface Sort {
  readonly by: (typeof SORTS)[number]
  /** The greatest first, also the paths. */
  readonly descending?: boolean
}

/** A value that a list is sorted by; null: not known. */
export type SortKey = string | number | null

/** How many documents, by what they are. */
export interface Tally {
  readonly documents: number
  /** Names beyond the first of a document. */
  readonly duplicates: number
  readonly status: ReadonlyMap<DocumentRow['status'], number>
  readonly code: ReadonlyMap<string, number>
  readonly form: ReadonlyMap<string, number>
  readonly content: ReadonlyMap<string, number>
  readonly year: ReadonlyMap<string, number>
  /** First folder of the path. */
  readonly folder: ReadonlyMap<string, number>
  /** People who said something of it that was not taken back. */
  readonly author: ReadonlyMap<string, number>
}

/** Documents that are alike in all that an overview counts by. */
export interface Alike extends Pick<DocumentRow, 'current' | 'status' | 'year' | 'format' | 'codes'> {
  readonly form: string | null
  /** First folder of the path; '' for none. */
  readonly folder: string
  readonly documents: number
  /** Values of all of them, those that hold a number, and those with a doubt or a fault. */
  readonly values: number
  readonly numbers: number
  readonly flagged: number
}

/** A report that is there, with whose it is. */
export interface ReportRow extends Pick<DocumentRow, 'sha256' | 'path' | 'file' | 'status'> {
  readonly organ: string
  readonly year: number
}

/** A main value of a document that is there, as it counts. */
export interface NumberRow extends Pick<DocumentRow, 'sha256' | 'path' | 'file' | 'organ' | 'year'> {
  readonly code: string
  readonly value: number
  /** With a doubt or a fault. */
  readonly flagged: boolean
}
