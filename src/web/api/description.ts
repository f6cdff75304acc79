/** The OpenAPI document, as far as people read it. */

interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly parameters: readonly { readonly name: string; readonly place: string; readonly about: string }[]
  readonly replies: readonly { readonly status: string; readonly about: string }[]
}

export interface Group {
  readonly tag: string
  readonly about: string
  readonly operations: readonly Operation[]
}

const at = (from: unknown, key: string): unknown => (from instanceof Object ? Reflect.get(from, key) : undefined)
const textAt = (from: unknown, key: string): string => {
  const value = at(from, key)
  return typeof value === 'string' ? value : ''
}
const listAt = (from: unknown, key: string): readonly unknown[] => {
  const value = at(from, key)
  return Array.isArray(value) ? value : []
}
const entriesAt = (from: unknown, key: string): readonly (readonly [string, unknown])[] =>
  Object.entries(at(from, key) ?? {})

function operationOf(path: string, method: string, operation: unknown): Operation {
  return {
    ...{ path, method, id: textAt(operation, 'operationId') },
    ...{ summary: textAt(operation, 'summary'), description: textAt(operation, 'description') },
    parameters: listAt(operation, 'parameters').map((each) => ({
      ...{ name: textAt(each, 'name'), place: textAt(each, 'in') },
      about: textAt(each, 'description') || textAt(at(each, 'schema'), 'description'),
    })),
    replies: entriesAt(operation, 'responses').map(([status, reply]) => ({
      status,
      about: textAt(reply, 'description'),
    })),
  }
}

/** All operations by their tags, in the order of these. */
export function operationsIn(document: unknown): readonly Group[] {
  const all = entriesAt(document, 'paths').flatMap(([path, methods]) =>
    Object.entries(methods instanceof Object ? methods : {}).map(([method, operation]: [string, unknown]) => ({
      tag: listAt(operation, 'tags')[0],
      operation: operationOf(path, method, operation),
    })),
  )
  return listAt(document, 'tags')
    .map((tag) => ({
      ...{ tag: textAt(tag, 'name'), about: textAt(tag, 'description') },
      operations: all.filter((each) => each.tag === textAt(tag, 'name')).map(({ operation }) => operation),
    }))
    .filter(({ operations }) => operations.length > 0)
}
