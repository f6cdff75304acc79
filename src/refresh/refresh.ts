import { listedFindings } from '../findings/index.js'
import { joined, packedDivisions, type PanelDocument, panelDocumentOf, Resolver } from '../panel/index.js'
import { versionRank } from '../store/order.js'
import type { Store, StoredDocument, WaitingDocument } from '../store/store.js'
import { VERSION } from '../version.js'

/** Brings the findings of a store up to date: only of documents that changed, and of those that are compared with them. */

export interface RefreshOptions {
  readonly signal?: AbortSignal
  /** @param left documents that still wait */
  readonly onProgress?: (left: number) => void
}

/** Whole documents that are in memory at a time: some 100 kB each. */
const AT_ONCE = 50

type Refreshed = Pick<
  Store,
  | 'effective'
  | 'waitingForFindings'
  | 'countWaiting'
  | 'noteReports'
  | 'documentsOfReport'
  | 'putFindings'
  | 'outdateFindings'
>

/** One run at a time in a process; others wait for it and look whether something is left. */
const running = new WeakMap<Refreshed, Promise<void>>()

/**
 * Computes what waits. Several processes may do so at once, and any of them may end at any time: what is not written still
 * waits. Documents that are added meanwhile are computed, too.
 * @throws the signal's reason; what the store does
 */
export async function refreshFindings(store: Refreshed, options: RefreshOptions = {}): Promise<void> {
  for (let other = running.get(store); other; other = running.get(store)) await other.catch(() => undefined)
  const run = refreshed(store, options)
  running.set(store, run)
  try {
    await run
  } finally {
    running.delete(store)
  }
}

async function refreshed(store: Refreshed, { signal, onProgress }: RefreshOptions): Promise<void> {
  await store.outdateFindings(versionRank(VERSION))
  for (let left = await store.countWaiting(); left > 0; left = await store.countWaiting()) {
    onProgress?.(left)
    signal?.throwIfAborted()
    const unknown = await store.waitingForFindings('identify', AT_ONCE)
    if (unknown.length > 0) {
      await identify(store, unknown)
      continue
    }
    // Pairs are whole only when it is known whose reports all documents are.
    for (const document of await store.waitingForFindings('compute', AT_ONCE)) {
      signal?.throwIfAborted()
      await compute(store, document)
    }
  }
}

/** The registry is read once in a process: it takes some hundred milliseconds. */
let packed: Promise<Resolver> | null = null
const resolver = async (): Promise<Resolver> =>
  (packed ??= packedDivisions().then((divisions) => new Resolver(divisions)))

async function identify(store: Refreshed, waiting: readonly WaitingDocument[]): Promise<void> {
  const reports = new Map<string, PanelDocument>()
  const identities = await resolver()
  for await (const document of store.effective({ sha256: waiting.map(({ sha256 }) => sha256) })) {
    const report = document.current ? panelDocumentOf(document, identities) : null
    if (report) reports.set(document.sha256, report)
  }
  await store.noteReports(
    waiting.map((document) => {
      const { organId = null, year = null, scope = '' } = reports.get(document.sha256) ?? {}
      return { ...document, report: organId === null || year === null ? null : { organId, year, scope } }
    }),
  )
}

async function compute(store: Refreshed, { sha256, ticket, report }: WaitingDocument): Promise<void> {
  const own = await documentOf(store, sha256)
  if (!own?.current || own.effective.report === null || own.effective.record.content === 'tables') {
    await store.putFindings({ sha256, ticket, lastYear: null, findings: [] })
    return
  }
  const before = report ? await store.documentsOfReport({ ...report, year: report.year - 1 }) : []
  const lastYear = await countingOf(store, before)
  const findings = listedFindings(own.effective, lastYear?.effective ?? null)
  await store.putFindings({ sha256, ticket, lastYear: lastYear?.sha256 ?? null, findings })
}

/** The document that counts of those that hold one report. */
async function countingOf(store: Refreshed, digests: readonly string[]): Promise<StoredDocument | null> {
  const [only] = digests
  if (only === undefined) return null
  if (digests.length === 1) return documentOf(store, only)
  const identities = await resolver()
  const reports: PanelDocument[] = []
  for await (const document of store.effective({ sha256: digests })) {
    const report = panelDocumentOf(document, identities)
    if (report) reports.push(report)
  }
  return reports.length === 0 ? null : documentOf(store, joined(reports).counting.sha256)
}

async function documentOf(store: Refreshed, sha256: string): Promise<StoredDocument | null> {
  for await (const document of store.effective({ sha256: [sha256] })) return document
  return null
}
