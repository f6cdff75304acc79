import { run } from './tally.js'
import { BLIND_NEAR, BLIND_PLAIN } from './wordings-blind.js'
import { UNSEEN_NEAR, UNSEEN_PLAIN } from './wordings-unseen.js'
import { NEAR, PLAIN } from './wordings.js'

/**
 * Planted contradictions and near-misses, by rule; a reader’s sentences that the rules were made with, and others:
 *
 *     npm run build && node dist/bench/findings/main.js [ROUNDS] [--show]
 */

const rounds = Number(process.argv.slice(2).find((each) => /^\d+$/u.test(each)) ?? '5')
const show = process.argv.includes('--show')
const SETS = {
  'sentences of the rules': [PLAIN, NEAR],
  'a second set': [BLIND_PLAIN, BLIND_NEAR],
  'a third set, never used': [UNSEEN_PLAIN, UNSEEN_NEAR],
} as const

console.log(
  await run(rounds, SETS, (line) => {
    if (show) console.log(line)
  }),
)
