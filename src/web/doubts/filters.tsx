import { useQuery } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { useSearchParams } from 'wouter-preact'
import { api, given } from '../api/client.js'
import { useWords } from '../words/language.js'
import type { Filters } from './queue.js'

const KINDS = ['reading', 'place', 'unit', 'repaired', 'missing', 'changed', 'sum', 'fact'] as const

/** Narrows the doubts by kind, folder, or a part of the organ’s name; other filters of the address stay. */
export function DoubtFilters({ filters }: { readonly filters: Filters }) {
  const { say, language } = useWords()
  const [, setParams] = useSearchParams()
  const [organ, write] = useState(filters.organ?.[0] ?? '')
  const tally = useQuery({
    queryKey: ['tally', language, 'flagged'],
    queryFn: async () => given(api.GET('/v1/counts', { params: { query: { status: ['flagged'] } } })),
  })
  const set = (name: string, value: string): void =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      if (value === '') after.delete(name)
      else after.set(name, name === 'folder' ? value.slice(1) : value)
      return after
    })
  const folders = Object.keys(tally.data?.folder ?? {})
  const [about = ''] = filters.about ?? []
  const [folder] = filters.folder ?? []
  const isKnown = folder === undefined || folders.includes(folder)
  return (
    <div class="chips" role="group" aria-label={say('filters')}>
      <select aria-label={say('about')} value={about} onChange={(event) => set('about', event.currentTarget.value)}>
        <option value="">{say('allKinds')}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {say(`about-${kind}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={say('allFolders')}
        value={folder === undefined ? '' : `=${folder}`}
        onChange={(event) => set('folder', event.currentTarget.value)}
      >
        <option value="">{say('allFolders')}</option>
        {(isKnown ? folders : [folder, ...folders]).map((each) => (
          <option key={each} value={`=${each}`}>
            {each === '' ? say('noFolder') : `${each}/`}
          </option>
        ))}
      </select>
      <form
        class="organ"
        onSubmit={(event) => {
          event.preventDefault()
          set('organ', organ.trim())
        }}
      >
        <input
          type="text"
          aria-label={say('organFilter')}
          placeholder={say('organFilter')}
          value={organ}
          maxLength={100}
          onInput={(event) => write(event.currentTarget.value)}
          onBlur={() => {
            if (organ.trim() !== (filters.organ?.[0] ?? '')) set('organ', organ.trim())
          }}
        />
      </form>
    </div>
  )
}
