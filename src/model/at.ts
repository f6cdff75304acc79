/**
 * The item at a place where one must be. Where there is none it throws: an impossible case becomes a bug that is reported,
 * and never a number or a text.
 * @param what names one of the items in the message
 */
export function at<Item>(items: readonly Item[], index: number, what: string): NonNullable<Item> {
  const item = items[index]
  if (item === undefined || item === null) throw new RangeError(`there is no ${what} ${index} among ${items.length}`)
  return item
}

/** The last item where there must be one. */
export const lastOf = <Item>(items: readonly Item[], what: string): NonNullable<Item> =>
  at(items, items.length - 1, what)

/** The value of a key that a map must have. */
export function valueAt<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, what: string): NonNullable<Value> {
  const value = map.get(key)
  if (value === undefined || value === null) throw new RangeError(`there is no ${what} ${String(key)}`)
  return value
}
