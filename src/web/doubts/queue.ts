import { useInfiniteQuery } from '@tanstack/preact-query'
import { useMemo, useState } from 'preact/hooks'
import { api, given, versioned, type Doubt, type DoubtGroup } from '../api/client.js'
import { useWords } from '../words/language.js'
import type { Typed } from './equations.js'

/** One doubt with the document that it stands in. */
export interface Item {
  readonly key: string
  readonly group: DoubtGroup
  readonly doubt: Doubt
}

/** An answer that somebody gave here. */
export interface Settled {
  readonly kind: 'confirm' | 'correct' | 'elsewhere'
  /** The number that counts now; null: blank, or a text. */
  readonly value: number | null
  readonly text: string
  /** Version after the answer, by which it is taken back; null while it is on its way. */
  readonly etag: string | null
}

/** An answer to a doubt. */
export type Answer = { readonly kind: 'confirm' } | { readonly kind: 'correct'; readonly value: number | string | null }

/** Documents that are asked for at a time, and the doubts that are left when more are. */
const DOCUMENTS = 6
const LOAD_AT = 8

/** Filters of the address that the queue is for. */
export type Filters = Readonly<Record<string, readonly string[]>>

/** Sends an answer; gives the version after it. @throws ApiError */
export async function send({ group, doubt }: Item, answer: Answer, etag: string): Promise<string> {
  const params = { path: { id: group.document.id }, header: { 'if-match': etag } }
  const { code } = doubt
  const said =
    answer.kind === 'confirm'
      ? versioned(api.POST('/v1/documents/{id}/confirmations', { params, body: { codes: [code] } }))
      : versioned(
          api.POST('/v1/documents/{id}/corrections', {
            params,
            body: { corrections: [{ code, value: answer.value }] },
          }),
        )
  return (await said).etag
}

/** Confirms doubts of one kind in one document at once; gives the version after it. @throws ApiError */
export async function sendTogether(items: readonly Item[], etag: string): Promise<string> {
  const params = { path: { id: items[0]?.group.document.id ?? '' }, header: { 'if-match': etag } }
  const body = { codes: items.map(({ doubt }) => doubt.code), together: true }
  return (await versioned(api.POST('/v1/documents/{id}/confirmations', { params, body }))).etag
}

/** Takes answers on one document back; gives the version after it. @throws ApiError */
export async function takeBack(items: readonly Item[], etag: string): Promise<string> {
  const params = { path: { id: items[0]?.group.document.id ?? '' }, header: { 'if-match': etag } }
  const body = { codes: items.map(({ doubt }) => doubt.code) }
  return (await versioned(api.POST('/v1/documents/{id}/withdrawals', { params, body }))).etag
}

/** Open doubts that may be confirmed together with this one, itself among them. */
export const alike = (
  items: readonly Item[],
  settled: ReadonlyMap<string, Settled>,
  { group, doubt }: Item,
): readonly Item[] =>
  doubt.together
    ? items.filter(
        (each) =>
          each.group.document.id === group.document.id &&
          each.doubt.about === doubt.about &&
          each.doubt.together &&
          !settled.has(each.key),
      )
    : []

/** The doubts over all documents, in pages, with the answers that were given here. */
export function useQueue(filters: Filters) {
  const { language } = useWords()
  const [settled, setSettled] = useState<ReadonlyMap<string, Settled>>(new Map())
  const [fresh, setFresh] = useState<ReadonlyMap<string, Item>>(new Map())
  const [versions, setVersions] = useState<ReadonlyMap<string, string>>(new Map())
  const query = useInfiniteQuery({
    queryKey: ['doubts', language, filters],
    queryFn: async ({ pageParam }) =>
      given(
        api.GET('/v1/doubts', {
          params: { query: { ...filters, limit: DOCUMENTS, ...(pageParam !== '' && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    // Answers given here are laid over it: a new list would move under the hands.
    staleTime: Infinity,
    gcTime: 0,
  })
  const items = useMemo(
    () =>
      (query.data?.pages ?? []).flatMap(({ documents }) =>
        documents.flatMap((group) =>
          group.doubts.map((doubt): Item => {
            const key = `${group.document.id} ${doubt.code}`
            return fresh.get(key) ?? { key, group, doubt }
          }),
        ),
      ),
    [query.data, fresh],
  )
  const settle = (key: string, answer: Settled | null): void => {
    setSettled((before) => {
      const after = new Map(before)
      if (answer) after.set(key, answer)
      else after.delete(key)
      return after
    })
  }
  /** Gets one doubt as it stands now; false where it is none any more. @throws ApiError */
  const renew = async ({ key, group: { document }, doubt: { code } }: Item): Promise<boolean> => {
    const { documents } = await given(api.GET('/v1/doubts', { params: { query: { id: [document.id], limit: 1 } } }))
    const [group] = documents
    const doubt = group?.doubts.find((each) => each.code === code)
    if (!group || !doubt) return false
    setFresh((before) => new Map(before).set(key, { key, group, doubt }))
    setVersions((before) => new Map(before).set(key, group.etag))
    return true
  }
  return {
    renew,
    ...{ items, settled, settle, query },
    left: query.data?.pages[0]?.left ?? 0,
    /** The version that a doubt is answered on. */
    etagOf: ({ key, group }: Item): string => versions.get(key) ?? group.etag,
    setEtag: (key: string, etag: string): void => setVersions((before) => new Map(before).set(key, etag)),
    /** Numbers of a document that were settled here. */
    typedIn: (id: string): Typed =>
      new Map(
        [...settled].flatMap(([key, { value, kind }]) =>
          key.startsWith(`${id} `) && kind !== 'elsewhere' ? [[key.slice(id.length + 1), value] as const] : [],
        ),
      ),
    /** Asks for more where few are left behind a place. */
    lookAhead: (at: number): void => {
      if (items.length - at <= LOAD_AT && query.hasNextPage && !query.isFetching) void query.fetchNextPage()
    },
  }
}
