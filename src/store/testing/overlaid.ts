/** An object with some of its methods replaced; the others are its own. */
export const overlaid = <T extends object>(object: T, replaced: Partial<T>): T =>
  new Proxy(object, {
    get: (target, name) => {
      const own: unknown = Reflect.get(replaced, name)
      if (own !== undefined) return own
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
