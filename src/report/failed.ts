import { type Problem, type Language } from '../model/problem.js'
import type { DocumentRecord } from '../model/record.js'
import type { Format, Reading, Source } from '../model/source.js'
import { sniffFormat } from '../readers/sniff.js'
import { round } from './evidence.js'
import { problemRecords } from './problems.js'
import { countsOf } from './status.js'

/** Where a record comes from: the document, and how it was extracted. */
export interface Provenance {
  readonly source: Source
  /** The digest of the bytes, in lower-case hexadecimal. */
  readonly sha256: string
  readonly version: string
  /** Digest of the options that can change a result. */
  readonly options: string
  /** The files of a group of pictures, in page order. */
  readonly parts?: readonly { readonly name: string; readonly sha256: string }[]
  /** Language of the problems' sentences. */
  readonly language: Language
  /** Milliseconds since the extraction started. */
  readonly elapsedMs: () => number
}

/** The record of a document that could not be read at all. */
export function failedRecord(provenance: Provenance, problem: Problem): DocumentRecord {
  return {
    ...emptyRecord(provenance, sniffFormat(provenance.source.bytes), null),
    problems: [...problemRecords([problem], provenance.language)],
  }
}

/**
 * The record of a document that was read but holds no values to use: what its reader noticed says why. What a report says
 * of itself is kept where there is such; `report` is null for a file that is none.
 */
export function unusableRecord(
  provenance: Provenance,
  reading: Reading,
  problems: readonly Problem[],
  kept: Pick<DocumentRecord, 'report' | 'sections'>,
): DocumentRecord {
  return {
    ...emptyRecord(provenance, reading.format, reading),
    ...kept,
    counts: countsOf([], kept.report?.flags ?? [], []),
    problems: [...problemRecords(problems, provenance.language)],
  }
}

function emptyRecord(provenance: Provenance, format: Format, reading: Reading | null): DocumentRecord {
  return {
    schema: 'document.v1',
    source: sourceRecord(provenance, format, reading),
    status: 'failed',
    counts: countsOf([], [], []),
    report: null,
    sections: [],
    tables: [],
    records: [],
    checks: [],
    problems: [],
    extractor: extractorRecord(provenance, reading),
  }
}

export function sourceRecord(
  { source, sha256, parts }: Provenance,
  format: Format,
  reading: Reading | null,
): DocumentRecord['source'] {
  return {
    name: source.name,
    path: source.path,
    sha256,
    bytes: (source.parts ?? [source]).reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
    format,
    ...(parts && { parts: [...parts] }),
    pages:
      reading?.pages?.map(({ number, width, height, rotation, dpi, read, proof, sheet }) => ({
        number,
        width: round(width),
        height: round(height),
        rotation,
        dpi,
        read,
        ...(proof && { proof }),
        ...(sheet !== undefined && { sheet }),
      })) ?? null,
  }
}

export function extractorRecord(provenance: Provenance, reading: Reading | null): DocumentRecord['extractor'] {
  return {
    version: provenance.version,
    options: provenance.options,
    pdfEngine: reading?.pdfEngine ?? null,
    recogniser: reading?.recogniser ?? null,
    elapsedMs: provenance.elapsedMs(),
  }
}
