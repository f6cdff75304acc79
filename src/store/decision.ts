/** Decisions of people on a document itself, beside their statements on its values. */

export interface AttemptUse {
  readonly sha256: string
  /** Id of an attempt on this document. */
  readonly attempt: number
  readonly author: string
  readonly note: string | null
  /** Id of the attempt that counted when the person looked; left out where nobody is held to it. */
  readonly instead?: number | null
}

/** Who settled something of a document, when and why. */
export interface Decision {
  readonly id: number
  readonly kind: 'use-attempt' | 'remove' | 'restore' | 'purge'
  /** The attempt of a `use-attempt`. */
  readonly attempt: number | null
  readonly author: string
  readonly note: string | null
  /** ISO 8601, UTC. */
  readonly at: string
}

/** A document is taken out of lists and exports, or comes back; or its history is forgotten. */
export interface Removal {
  readonly sha256: string
  readonly author: string
  readonly note: string | null
  /** The latest statement on the document that the person knew of; left out where nobody is held to it. */
  readonly seen?: number
}
