/** Ordinary scripts take some ten thousand steps; this many take about a second. */
const MAX_STEPS = 3_000_000

/** Thrown inside of this folder where a script takes too many steps to be followed. */
export class StepsSpent extends Error {
  override readonly name = 'StepsSpent'
}

/** Bounds the work on one script: names that stand for each other in circles would take forever. */
export class Steps {
  #left = MAX_STEPS

  /** @throws StepsSpent where none are left */
  spend(count: number): void {
    this.#left -= count
    if (this.#left < 0) throw new StepsSpent()
  }
}
