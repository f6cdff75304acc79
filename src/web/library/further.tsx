import { useWords, type Say } from '../words/language.js'
import type { TextKey } from '../words/texts.js'
import { FURTHER, rangeIn, type FurtherName } from './further-filters.js'
import type { useFilter } from './filters.js'

const WORDS: Readonly<Record<FurtherName, TextKey>> = {
  path: 'furtherPath',
  fileFormat: 'furtherFormat',
  batch: 'furtherBatch',
  id: 'furtherId',
  yearKnown: 'furtherYearKnown',
  extractorBefore: 'furtherExtractorBefore',
  value: 'furtherValue',
  current: 'furtherCurrent',
}

/** Digits of a fingerprint that are shown. */
const DIGITS = 8

/** Words of the numbers that documents are found by. */
const NUMBERS: Readonly<Record<string, TextKey>> = {
  a_received_new_all: 'numberNew',
  a_results_total_all: 'numberHandled',
  a_granted_all: 'numberGranted',
  a_carried_forward_all: 'numberCarried',
  r_reconsideration_total: 'numberReconsideration',
  r_litigation_direct_total: 'numberLitigation',
}

function shown(name: FurtherName, value: string, say: Say): string {
  if (name === 'id') return value.slice(0, DIGITS)
  const range = name === 'value' ? rangeIn(value) : null
  if (range === null) return value
  const word = NUMBERS[range.code]
  return `${word === undefined ? range.code : say(word)} ${range.range}`
}

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
            {say(WORDS[name], { value: shown(name, value, say) })} ×
          </button>
        ))
      })}
    </>
  )
}
