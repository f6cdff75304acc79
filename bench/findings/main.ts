import { run } from './tally.js'
import { BLIND_NEAR, BLIND_PLAIN } from './wordings-blind.js'
import { FIFTH_NEAR, FIFTH_PLAIN } from './wordings-fifth.js'
import { LAST_NEAR, LAST_PLAIN } from './wordings-last.js'
import { SIXTH_NEAR, SIXTH_PLAIN } from './wordings-sixth.js'
import { UNSEEN_NEAR, UNSEEN_PLAIN } from './wordings-unseen.js'
import { NEAR, PLAIN } from './wordings.js'

/**
 * Planted contradictions and near-misses, by rule; a reader’s sentences that the rules were made with, and others:
 *
 *     npm run build && node dist/bench/findings/main.js [ROUNDS] [--show] [--set=fourth]
 */

const rounds = Number(process.argv.slice(2).find((each) => /^\d+$/u.test(each)) ?? '3')
const show = process.argv.includes('--show')
const ONLY = process.argv.find((each) => each.startsWith('--set='))?.slice('--set='.length) ?? ''
const SETS = {
  'sentences of the rules': [PLAIN, NEAR],
  'a second set': [BLIND_PLAIN, BLIND_NEAR],
  'a third set': [UNSEEN_PLAIN, UNSEEN_NEAR],
  'a fourth set': [LAST_PLAIN, LAST_NEAR],
  'a fifth set': [FIFTH_PLAIN, FIFTH_NEAR],
  'a sixth set': [SIXTH_PLAIN, SIXTH_NEAR],
} as const

console.log(
  await run(rounds, Object.fromEntries(Object.entries(SETS).filter(([name]) => name.includes(ONLY))), (line) => {
    if (show) console.log(line)
  }),
)
