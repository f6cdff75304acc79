/**
 * Parts items 0..count-1 into one contiguous group for each label so that the labels' places fit their groups best:
 * the sum of `cost(label, from, to)` is least. Every group has at least one item. Null if there are fewer items than labels.
 */
export function partition(
  count: number,
  labels: number,
  cost: (label: number, from: number, to: number) => number,
): { readonly bounds: readonly number[]; readonly cost: number } | null {
  if (labels === 0 || count < labels) return null
  const best = Array.from({ length: labels + 1 }, () => new Array<number>(count + 1).fill(Infinity))
  const from = Array.from({ length: labels + 1 }, () => new Array<number>(count + 1).fill(0))
  const first = best[0]
  if (first) first[0] = 0
  for (let label = 1; label <= labels; label++)
    for (let end = label; end <= count; end++)
      for (let start = label - 1; start < end; start++) {
        const total = (best[label - 1]?.[start] ?? Infinity) + cost(label - 1, start, end)
        const row = best[label]
        const origin = from[label]
        if (row && origin && total < (row[end] ?? Infinity)) {
          row[end] = total
          origin[end] = start
        }
      }
  const bounds = [count]
  for (let label = labels; label > 0; label--) bounds.unshift(from[label]?.[bounds[0] ?? 0] ?? 0)
  return { bounds, cost: best[labels]?.[count] ?? Infinity }
}
