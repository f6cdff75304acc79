import type { Sheets } from '../api/client.js'
import { useWords } from '../words/language.js'
import type { Value } from './model.js'

interface Shown {
  readonly sheets: Sheets
  readonly values: ReadonlyMap<string, Value>
  readonly focus: string | null
  readonly chosen: string | null
  readonly look: (code: string | null) => void
  readonly choose: (code: string) => void
}

/** The statutory tables as their form prints them, with the values that count. */
export function SheetTables({ sheets: { sheets, labels }, values, focus, chosen, look, choose }: Shown) {
  const { say } = useWords()
  if (sheets.length === 0) return <p class="empty">{say('noSheets')}</p>
  return (
    <div class="sheets" onMouseLeave={() => look(null)}>
      <p class="legend" aria-label={say('legend')}>
        <span class="doubt">? {say('markDoubt')}</span>
        <span class="fault">! {say('markFault')}</span>
        <span class="said">✓ {say('markSaid')}</span>
      </p>
      {sheets.map((sheet, place) => (
        <div key={place}>
          {sheets[place - 1]?.title !== sheet.title && <h2>{sheet.title}</h2>}
          <div class="scroll" tabIndex={0} role="group" aria-label={sheet.heading ?? sheet.title}>
            <table class="grid sheet">
              {sheet.heading !== null && <caption>{sheet.heading}</caption>}
              <thead>
                <tr>
                  <th scope="col">{sheet.rows.length > 3 && sheet.corner.length > 12 ? '' : sheet.corner}</th>
                  {sheet.columns.map((label, column) => (
                    <th key={column} scope="col">
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sheet.rows.map((row, index) => (
                  <tr key={index} class={row.codes.length === 0 ? 'band' : undefined}>
                    <th
                      scope="row"
                      class={`depth${row.depth}`}
                      colSpan={row.codes.length === 0 ? sheet.columns.length + 1 : 1}
                    >
                      {row.label}
                    </th>
                    {row.codes.map((code, column) => (
                      <td key={column}>
                        {code !== null && (
                          <ValueButton
                            {...{
                              code,
                              look,
                              choose,
                              label: labels[code]?.join(' › ') ?? code,
                              value: values.get(code),
                            }}
                            isFocus={code === focus}
                            isChosen={code === chosen}
                          />
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      ))}
    </div>
  )
}

const SIGNS = { doubt: '?', fault: '!', said: '✓' } as const

interface Pressed extends Pick<Shown, 'look' | 'choose'> {
  readonly code: string
  readonly label: string
  readonly value: Value | undefined
  readonly isFocus: boolean
  readonly isChosen: boolean
}

function ValueButton({ code, label, value, isFocus, isChosen, look, choose }: Pressed) {
  const { say } = useWords()
  const mark = value?.mark ?? null
  const shown = value?.now.value ?? (value?.now.state === 'blank' ? '' : (value?.read.raw ?? '–'))
  const said =
    mark === null ? '' : `, ${say(({ doubt: 'markDoubt', fault: 'markFault', said: 'markSaid' } as const)[mark])}`
  return (
    <button
      type="button"
      id={`value-${code}`}
      class={['value', mark ?? '', isFocus ? 'focus' : ''].join(' ')}
      aria-pressed={isChosen}
      aria-label={`${label}: ${shown === '' ? say('blank') : shown}${said}`}
      title={label}
      onMouseEnter={() => look(code)}
      onFocus={() => look(code)}
      onClick={() => choose(code)}
    >
      {shown}
      {mark && <sup aria-hidden="true">{SIGNS[mark]}</sup>}
    </button>
  )
}
