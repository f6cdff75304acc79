import { useState } from 'preact/hooks'
import type { Datasets } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import { useWords } from '../words/language.js'

type Table = Datasets['tables'][number]
type Column = Table['columns'][number]

interface Asked {
  readonly data: Datasets | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

const holds = ({ name, label }: Column, text: string): boolean =>
  `${name} ${label}`.toLowerCase().includes(text.toLowerCase())

/** Every column of every table, by name, type and meaning; a search goes through all tables. */
export function Dictionary({ asked }: { readonly asked: Asked }) {
  const { say } = useWords()
  const [text, search] = useState('')
  const { data, error } = asked
  if (error) return <Failure error={error} again={() => void asked.refetch()} />
  if (!data) return <Loading />
  const tables = data.tables
    .map((table) => ({ ...table, columns: table.columns.filter((column) => holds(column, text)) }))
    .filter(({ columns }) => columns.length > 0)
  return (
    <section class="dictionary">
      <h2>{say('dictionary')}</h2>
      <p class="hint">{say('dictionaryLead')}</p>
      <input
        type="search"
        aria-label={say('findColumn')}
        placeholder={say('findColumn')}
        value={text}
        onInput={(event) => search(event.currentTarget.value)}
      />
      {tables.length === 0 && <p class="none">{say('noColumn')}</p>}
      {tables.map((table) => (
        <TableView key={`${table.name} ${text === ''}`} table={table} isOpen={text !== ''} />
      ))}
    </section>
  )
}

function TableView({ table, isOpen }: { readonly table: Table; readonly isOpen: boolean }) {
  const { say } = useWords()
  const [open, setOpen] = useState(isOpen)
  const { name, title, key, columns } = table
  return (
    <details class="card" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code>{name}</code> <strong>{title}</strong>{' '}
        <span class="hint">
          {say('columnCount', { count: columns.length })} · {say('keyIs', { key: key.join(', ') })}
        </span>
      </summary>
      {open && (
        <div class="scroll tall" tabIndex={0} role="region" aria-label={title}>
          <table class="numbers">
            <thead>
              <tr>
                {(['columnName', 'columnType', 'columnMeaning', 'columnUnit', 'columnChoices'] as const).map((each) => (
                  <th key={each} scope="col">
                    {say(each)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <tr key={column.name}>
                  <td>
                    <code>{column.name}</code>
                  </td>
                  <td>{say(`type${column.type}`)}</td>
                  <td>{column.label}</td>
                  <td>{column.unit}</td>
                  <td class="choices">{column.choices.join(' · ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  )
}
