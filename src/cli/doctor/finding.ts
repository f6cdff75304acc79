/**
 * fine: there, and works; advice: something is missing that only some documents need, or that may run short;
 * missing: nianbao does not work without it.
 */
export type FindingState = 'fine' | 'advice' | 'missing'

/** What the doctor found of one thing. */
export interface Finding {
  /** node, sqlite, libreoffice, … : the same in both languages. */
  readonly id: string
  readonly state: FindingState
  /** What is there: a version, a path, a number. */
  readonly found: string
  /** What to do; null where all is fine. */
  readonly remedy: string | null
}

export const fine = (id: string, found: string): Finding => ({ id, state: 'fine', found, remedy: null })
export const advice = (id: string, found: string, remedy: string): Finding => ({ id, state: 'advice', found, remedy })
export const missing = (id: string, found: string, remedy: string): Finding => ({ id, state: 'missing', found, remedy })

/** The reason of an error on one line. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
