import { text } from '../say.js'

/**
 * fine: there, and works; advice: something is missing that only some documents need, or that may run short;
 * missing: nianbao does not work without it.
 */
type FindingState = 'fine' | 'advice' | 'missing'

/** The state of one thing that nianbao stands on. */
export interface Finding {
  /** node, sqlite, libreoffice, … : the same in both languages. */
  readonly id: string
  readonly state: FindingState
  /** A version, a path, a number. */
  readonly found: string
  /** The remedy in words; null where all is fine. */
  readonly remedy: string | null
}

export const fine = (id: string, found: string): Finding => ({ id, state: 'fine', found, remedy: null })
export const advice = (id: string, found: string, remedy: string): Finding => ({ id, state: 'advice', found, remedy })
export const missing = (id: string, found: string, remedy: string): Finding => ({ id, state: 'missing', found, remedy })

/** The reason of an error on one line. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''

/** The findings of a data folder or a fleet. */
export interface PlaceFindings {
  readonly findings: readonly Finding[]
  /** Documents that wait for LibreOffice. */
  readonly waitForOffice: number
}

/** Documents of a store that wait for LibreOffice. */
export const waitingForOffice = (codes: ReadonlyMap<string, number>): number =>
  (codes.get('office-missing') ?? 0) + (codes.get('office-broken') ?? 0)

export const REINSTALL = {
  en: 'Install nianbao again (npm ci): a part of one of its packages is missing or broken.',
  zh: '请重新安装 nianbao（npm ci）：某个依赖包缺失或损坏。',
}
export const NOT_LOADED = text('does not load ({reason})', '无法加载（{reason}）')
