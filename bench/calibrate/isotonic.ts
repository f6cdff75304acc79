/** A point of a rising curve: the share that was right at this score. */
export interface Point {
  readonly score: number
  readonly probability: number
}

interface Pool {
  score: number
  right: number
  count: number
}

/** Each pool counts half a wrong and half a right one more than it has: a hundred of a hundred right is not certain. */
const HALF = 0.5

/** Equal scores differ by less than this. */
const SAME_SCORE = 1e-6

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al., 1955): the rising curve that fits best. Pools stand at
 * their mean score; their shares are held off 0 and 1 by half a sample.
 * @param least samples in a pool, so that no point rests on a handful
 */
export function isotonic(
  samples: readonly { readonly score: number; readonly right: boolean }[],
  least = 50,
): readonly Point[] {
  const sorted = [...samples].sort((a, b) => a.score - b.score)
  const pools: Pool[] = []
  let open: Pool = { score: 0, right: 0, count: 0 }
  for (const { score, right } of sorted) {
    open.score += score
    open.right += right ? 1 : 0
    open.count += 1
    if (open.count < least) continue
    pools.push(open)
    open = { score: 0, right: 0, count: 0 }
  }
  const last = pools.at(-1)
  if (last) Object.assign(last, merged(last, open))
  else if (open.count > 0) pools.push(open)
  const rising: Pool[] = []
  for (const pool of pools) {
    let own = pool
    for (let before = rising.at(-1); before && share(before) >= share(own); before = rising.at(-1)) {
      rising.pop()
      own = merged(before, own)
    }
    rising.push(own)
  }
  return rising
    .map((pool) => ({ score: pool.score / pool.count, probability: (pool.right + HALF) / (pool.count + 2 * HALF) }))
    .filter((point, index, all) => point.score - (all[index - 1]?.score ?? -Infinity) > SAME_SCORE)
}

const merged = (a: Pool, b: Pool): Pool => ({
  score: a.score + b.score,
  right: a.right + b.right,
  count: a.count + b.count,
})

const share = ({ right, count }: Pool): number => right / count
