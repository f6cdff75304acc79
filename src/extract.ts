import { createHash } from 'node:crypto'
import { matchForms } from './forms/index.js'
import { DocumentError, problem } from './model/problem.js'
import type { DocumentRecord } from './model/record.js'
import { decisiveOptions, withDefaults, type Loose, type GivenOptions } from './model/options.js'
import type { Source } from './model/source.js'
import { identify, type Identity } from './readers/identity.js'
import { read } from './readers/index.js'
import { assemble, failedRecord, type Provenance } from './report/index.js'
import { VERSION } from './version.js'
import { FURTHER_FORMS_TEXT } from './vocabulary/forms.js'

export { decisiveOptions, type DecisiveOptions } from './model/options.js'

export type ExtractOptions = Loose<GivenOptions & { readonly signal: AbortSignal }>

/** A digest of the options that can change a result: with the bytes' SHA-256 and the version it names an extraction. */
export function optionsDigest(options: ExtractOptions): string {
  const { limits, ...others } = decisiveOptions(options)
  const forms = FURTHER_FORMS_TEXT === null ? {} : { forms: FURTHER_FORMS_TEXT }
  const known = JSON.stringify({ ...limits, ...others, ...forms })
  return createHash('sha256').update(known).digest('hex').slice(0, 16)
}

/**
 * The pipeline: bytes → blocks → values and checks → record. A document that cannot be read gives a record that is
 * `failed` and says why; nothing is thrown for it. Memory and endless loops are bounded by the caller (workers/).
 * @param identity of the source, where the caller has hashed its bytes already
 */
export async function extractSource(
  source: Source,
  options: ExtractOptions = {},
  identity: Identity = identify(source),
): Promise<DocumentRecord> {
  const started = performance.now()
  const { signal = null, ...given } = options
  const full = withDefaults(given)
  const provenance: Provenance = {
    source,
    ...identity,
    version: VERSION,
    options: optionsDigest(options),
    language: full.language,
    elapsedMs: () => Math.round(performance.now() - started),
  }
  try {
    const asked = { ...full, signal }
    const reading = await read(source, asked)
    if (full.verify !== 'render') return assemble(reading, matchForms(reading.blocks), provenance, full.accept)
    const { verifyByRender } = await import('./verify.js')
    const verified = await verifyByRender(source, reading, asked)
    return assemble(verified, matchForms(verified.blocks), provenance, full.accept)
  } catch (error) {
    if (error instanceof DocumentError) return failedRecord(provenance, error.problem)
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return failedRecord(provenance, problem('internal-error', { reason }))
  }
}
