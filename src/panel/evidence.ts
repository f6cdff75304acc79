import type { StoredDocument } from '../store/store.js'

/** All that a document says about whose report it is. */
export interface Evidence {
  readonly organ: string | null
  /** The report names one organ only. */
  readonly plain: boolean
  readonly year: number | null
  /** Title and prose, one paragraph a line. */
  readonly text: string
  /** Folders and file name, outermost first. */
  readonly folders: readonly string[]
  /** The code that a person stated. */
  readonly person: string | null
  /** The manifest's columns of these names. */
  readonly organId: string | null
  readonly regionCode: string | null
}

/** Collects the evidence of one document; no other document counts. */
export function evidenceOf({ effective, path, given }: StoredDocument): Evidence {
  const { report, record, organId, correctedFacts } = effective
  const column = (name: string): string | null => {
    const [, value = ''] = Object.entries(given ?? {}).find(([key]) => key.trim().toLowerCase() === name) ?? []
    return value.trim() === '' ? null : value.trim()
  }
  const prose = record.sections.flatMap(({ heading, text }) => [heading, text])
  const stated = correctedFacts.includes('report.organ')
  return {
    // A name in the manifest stands in where the report has none.
    organ: report?.organ ?? column('organ'),
    plain: stated || !(report?.flags.includes('organ-uncertain') ?? false),
    year: report?.year ?? null,
    text: [report?.title ?? '', record.report?.organ ?? '', ...prose].join('\n').normalize('NFKC'),
    folders: path.split('/').map((part) => part.normalize('NFKC').replace(/\.[a-z]{2,5}$/iu, '')),
    person: organId,
    organId: column('organ_id'),
    regionCode: column('region_code'),
  }
}
