/** Names of what stands in the tree and not in the page's markup. */

/** What a style sheet puts into an element. */
export const GENERATED = '::before'

/** Stands where text was left out, or kept, that may not be what a reader of the page sees. */
export const VEIL = '::veil'

/** An attribute of a <col> whose column is not seen. */
export const CLOSED = '::closed'
