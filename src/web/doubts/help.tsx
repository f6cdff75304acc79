import { useWords } from '../words/language.js'
import type { TextKey } from '../words/texts.js'

const KEYS: readonly (readonly [keys: string, meaning: TextKey])[] = [
  ['Enter', 'keyConfirm'],
  ['keyNumber', 'keyCorrect'],
  ['Alt 1 … 5', 'keyOther'],
  ['B', 'keyBlank'],
  ['A', 'keyTogether'],
  ['Z', 'keyUndo'],
  ['S', 'keySkip'],
  ['N  P', 'keyMove'],
  ['?', 'keyHelp'],
]

/** The keys of the page, for those who ask. */
export function KeysHelp({ close }: { readonly close: () => void }) {
  const { say } = useWords()
  return (
    <section class="card keys" aria-label={say('keys')}>
      <dl>
        {KEYS.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              <kbd>{keys === 'keyNumber' ? say('keyNumber') : keys}</kbd>
            </dt>
            <dd>{say(meaning)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={close}>
        {say('close')}
      </button>
    </section>
  )
}
