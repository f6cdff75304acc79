import SequencerModule from '@jest/test-sequencer'

/** CommonJS puts the class one level deeper. */
const Sequencer = SequencerModule.default ?? SequencerModule

/** Short files that take long: without a cache of times Jest would begin them last, and one core would wait for the other. */
const LONG = [
  /\/test\/traps-/u,
  /\/test\/(?:scans|golden|cases|doc-kinds|pdf-engines)\b/u,
  /\/store\/\w+\/store\.test/u,
]

/** Begins the long suites first. */
export default class LongFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (LONG.some((long) => long.test(path)) ? 0 : 1)
    return super.sort(tests).sort((one, other) => rank(one) - rank(other))
  }
}
