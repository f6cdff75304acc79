import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/preact-query'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Link } from 'wouter-preact'
import { api, given } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import { useMayWrite } from '../frame/session.js'
import { useWords } from '../words/language.js'
import { Chips } from './chips.js'
import { useFilter } from './filters.js'
import { DocumentTable } from './table.js'
import { Running, UploadList } from './upload-list.js'
import { droppedFiles, pickedFile, useUploads } from './uploads.js'

/** Rows of a request. */
const PAGE = 200
/** While something waits to be read the list is looked at so often, in milliseconds. */
const LIVE_MS = 2_000

/** All documents, by filters; files are dropped onto it. */
export function LibraryPage() {
  const { say, language } = useWords()
  const mayWrite = useMayWrite()
  const client = useQueryClient()
  const state = useFilter()
  const { filter, sorting } = state
  const [isOver, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const folders = useRef<HTMLInputElement>(null)
  const list = useInfiniteQuery({
    queryKey: ['documents', language, filter, sorting],
    queryFn: async ({ pageParam }) => {
      const query = { ...filter, ...sorting, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) }
      return given(api.GET('/v1/documents', { params: { query } }))
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const tally = useQuery({
    queryKey: ['tally', language, filter],
    queryFn: async () => given(api.GET('/v1/counts', { params: { query: filter } })),
    placeholderData: keepPreviousData,
    // The list is seen first: counting goes through all documents.
    enabled: list.isSuccess && !list.isPlaceholderData,
    refetchInterval: (query) => ((query.state.data?.status.pending ?? 0) > 0 ? LIVE_MS : false),
  })
  const pending = tally.data?.status.pending ?? 0
  useEffect(() => {
    if (tally.data) void client.invalidateQueries({ queryKey: ['documents'] })
  }, [pending])
  const documents = useMemo(() => list.data?.pages.flatMap((page) => page.documents) ?? [], [list.data])
  const uploads = useUploads(
    language === 'zh' ? 'zh-CN' : 'en',
    () => void client.invalidateQueries({ queryKey: ['tally'] }),
  )
  const count = tally.data?.documents ?? documents.length
  const flagged = tally.data?.status.flagged ?? 0

  if (list.error) return <Failure error={list.error} again={() => void list.refetch()} />
  return (
    <div
      class={isOver ? 'library over' : 'library'}
      onDragOver={(event) => {
        if (!mayWrite) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (event.currentTarget === event.target) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (mayWrite && event.dataTransfer) void droppedFiles(event.dataTransfer.items).then(uploads.add)
      }}
    >
      <div class="heading">
        <h1>{say('library')}</h1>
        <p>{say('documents', { count })}</p>
        <span class="grow" />
        {flagged > 0 && (
          <Link href={`/doubts${state.query}`} class="button main">
            {say('checkDoubts')} ({flagged})
          </Link>
        )}
        {mayWrite && (
          <>
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              onChange={(event) => uploads.add([...(event.currentTarget.files ?? [])].map(pickedFile))}
            />
            <input
              ref={folders}
              type="file"
              multiple
              hidden
              {...{ webkitdirectory: true }}
              onChange={(event) => uploads.add([...(event.currentTarget.files ?? [])].map(pickedFile))}
            />
            <button type="button" onClick={() => picker.current?.click()}>
              {say('upload')}
            </button>
            <button type="button" onClick={() => folders.current?.click()}>
              {say('uploadFolder')}
            </button>
          </>
        )}
      </div>
      {isOver && <p class="drop">{say('dropHere')}</p>}
      <Chips tally={tally.data} state={state} />
      {uploads.list.length > 0 && <UploadList list={uploads.list} onClose={uploads.clear} />}
      <Running pending={pending} />
      {list.isPending ? (
        <Loading />
      ) : documents.length === 0 ? (
        <p class="empty">{say(state.isEmpty ? 'emptyLibrary' : 'noneFound')}</p>
      ) : (
        <DocumentTable
          {...{ documents, count, titles: tally.data?.titles ?? {}, sorting, sortBy: state.sortBy }}
          isBusy={list.isPlaceholderData}
          more={() => {
            if (list.hasNextPage && !list.isFetching) void list.fetchNextPage()
          }}
        />
      )}
    </div>
  )
}
