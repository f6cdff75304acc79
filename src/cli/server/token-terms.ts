/** What `nianbao token create` is told, as text. */

export const isScope = (text: string): text is 'read' | 'write' => text === 'read' || text === 'write'

const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * When a token ends, as ISO 8601 in UTC: `90d` from now, a date (its end, in UTC), or a time with its zone. Null for anything
 * else, and for what is past.
 */
export function expiryOf(text: string, now: number): string | null {
  const days = /^([1-9]\d{0,4})d$/.exec(text)?.[1]
  const at =
    days !== undefined
      ? now + Number(days) * DAY_MS
      : /^\d{4}-\d\d-\d\d$/.test(text)
        ? Date.parse(`${text}T00:00:00Z`) + DAY_MS
        : /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(text)
          ? Date.parse(text)
          : NaN
  return at > now ? new Date(at).toISOString() : null
}
