/** How well something is seen; of two that hold at once the greater one counts. */
export const SEEN = 0
/** Shown, but perhaps not as its characters say. */
export const DOUBTFUL = 1
/** Most likely not seen. */
export const VEILED = 2
export const UNSEEN = 3

export type Sight = typeof SEEN | typeof DOUBTFUL | typeof VEILED | typeof UNSEEN

export const worse = (a: Sight, b: Sight): Sight => (a > b ? a : b)
