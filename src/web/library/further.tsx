import { useWords } from '../words/language.js'
import type { TextKey } from '../words/texts.js'
import { FURTHER, type FurtherName } from './further-filters.js'
import type { useFilter } from './filters.js'

const WORDS: Readonly<Record<FurtherName, TextKey>> = {
  path: 'furtherPath',
  fileFormat: 'furtherFormat',
  batch: 'furtherBatch',
  id: 'furtherId',
  yearKnown: 'furtherYearKnown',
  extractorBefore: 'furtherExtractorBefore',
}

/** Digits of a fingerprint that are shown. */
const DIGITS = 8

/** Filters that another page set, as chips that can be taken away. */
export function FurtherChips({ state }: { readonly state: ReturnType<typeof useFilter> }) {
  const { say } = useWords()
  const { filter, set } = state
  return (
    <>
      {FURTHER.flatMap((name) => {
        const values = [filter[name] ?? []].flat()
        return values.map((value) => (
          <button
            key={`${name} ${value}`}
            type="button"
            class="chip"
            aria-pressed
            onClick={() =>
              set(
                name,
                values.filter((each) => each !== value),
              )
            }
          >
            {say(WORDS[name], { value: name === 'id' ? value.slice(0, DIGITS) : value })} ×
          </button>
        ))
      })}
    </>
  )
}
