/**
 * Grey levels below which given shares (0..1) of the pixels lie; `mask`, where given, counts only its non-zero pixels.
 * `count` is how many were counted; for none the levels are 255.
 */
export function percentileOf(
  pixels: Uint8Array,
  shares: readonly number[],
  mask?: Uint8Array,
): { readonly count: number; readonly levels: readonly number[] } {
  const histogram = new Uint32Array(256)
  let count = 0
  for (let at = 0; at < pixels.length; at++) {
    if (mask?.[at] === 0) continue
    const level = pixels[at] ?? 0
    histogram[level] = (histogram[level] ?? 0) + 1
    count++
  }
  const levels = shares.map((share) => {
    let seen = 0
    for (let level = 0; level < 256; level++) {
      seen += histogram[level] ?? 0
      if (count > 0 && seen >= count * share) return level
    }
    return 255
  })
  return { count, levels }
}
