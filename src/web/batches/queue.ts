import { useQuery } from '@tanstack/preact-query'
import { api, given } from '../api/client.js'

/** Milliseconds between two looks while something is read, and while nothing is. */
const LIVE_MS = 2_000
const IDLE_MS = 10_000

/** How many documents wait to be read, live. */
export const useQueue = () =>
  useQuery({
    queryKey: ['queue'],
    queryFn: async () => given(api.GET('/v1/queue')),
    refetchInterval: ({ state: { data } }) =>
      data && data.active + data.waiting + data.delayed > 0 ? LIVE_MS : IDLE_MS,
  })
