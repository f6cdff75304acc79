/** Longer texts are prose, of which no two are the same. */
const LONGEST = 64
/** Beyond this many different texts the memory is emptied: labels repeat from document to document, their number is small. */
const MAX = 5_000

/** The function with a memory for short texts; it must depend on nothing but the text. */
export function remember<Result>(of: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>()
  return (text) => {
    if (text.length > LONGEST) return of(text)
    const before = known.get(text)
    if (before !== undefined) return before
    const result = of(text)
    if (known.size >= MAX) known.clear()
    known.set(text, result)
    return result
  }
}
