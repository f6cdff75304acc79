import type { Document, Table } from '../api/client.js'
import { useWords } from '../words/language.js'
import { cellMark, placeKey } from './model.js'

type Cell = Table['cells'][number]

interface Shown {
  readonly document: Document
  readonly focus: string | null
  readonly look: (code: string | null) => void
  readonly choose: (code: string) => void
}

/** Tables of a document that is no annual report: headings, numbers, units, sums and what is not sure of them. */
export function ReadTables({ document, focus, look, choose }: Shown) {
  const { say } = useWords()
  const tables = document.record?.tables ?? []
  if (tables.length === 0) return <p class="empty">{say('noTables')}</p>
  return (
    <div class="sheets" onMouseLeave={() => look(null)}>
      <p class="hint">{say('otherTables')}</p>
      {tables.map((table) => (
        <ReadTable key={table.id} {...{ table, focus, look, choose }} />
      ))}
    </div>
  )
}

function ReadTable({ table, focus, look, choose }: Omit<Shown, 'document'> & { readonly table: Table }) {
  const { say } = useWords()
  const { id, number, title, caption, unit, notes = [], sums = [], headRows = 0, headColumns = 0 } = table
  const heading = [number, title ?? caption].filter((part) => part !== null).join(' ')
  const rows = Array.from({ length: table.rows }, (_, row) => table.cells.filter((cell) => cell.row === row))
  const holding = sums.filter(({ pass }) => pass).length
  return (
    <section>
      <h2>{heading === '' ? id : heading}</h2>
      <p class="hint">
        {[
          ...(unit ? [say('unitOf', { unit })] : []),
          ...(holding > 0 ? [say('sumsHold', { count: holding })] : []),
        ].join(' · ')}
      </p>
      {sums
        .filter(({ pass }) => !pass)
        .map(({ total, printed, computed }) => (
          <p key={`${total.row} ${total.column}`} class="alert">
            {say('sumFails', { printed, computed })}
          </p>
        ))}
      <div class="scroll" tabIndex={0} role="group" aria-label={heading === '' ? id : heading}>
        <table class="grid read">
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell) => (
                  <ReadCell
                    key={cell.column}
                    {...{ table: id, cell, look, choose }}
                    isHead={row < headRows || cell.column < headColumns}
                    isFocus={focus === placeKey(id, cell.row, cell.column)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {notes.map((note) => (
        <p key={note} class="hint">
          {note}
        </p>
      ))}
    </section>
  )
}

interface ShownCell extends Pick<Shown, 'look' | 'choose'> {
  readonly table: string
  readonly cell: Cell
  readonly isHead: boolean
  readonly isFocus: boolean
}

function ReadCell({ table, cell, isHead, isFocus, look, choose }: ShownCell) {
  const { say } = useWords()
  const { row, column, rowSpan, columnSpan, text, rowPath = [], columnPath = [], uncertain } = cell
  const key = placeKey(table, row, column)
  const mark = cellMark(cell)
  const why = uncertain ? say('cellUncertain', { what: say(`uncertain-${uncertain}`) }) : mark ? say('markFault') : ''
  const path = [...rowPath, ...columnPath].join(' › ')
  const shared = { rowSpan, colSpan: columnSpan, onMouseEnter: () => look(key) }
  if (isHead) return <th {...shared}>{text}</th>
  return (
    <td
      {...shared}
      id={`value-${key}`}
      class={[mark ?? '', isFocus ? 'focus' : ''].join(' ')}
      title={[path, why].filter((part) => part !== '').join('\n')}
      onClick={() => choose(key)}
    >
      {text}
      {mark && (
        <sup>
          <abbr title={why}>{mark === 'doubt' ? '?' : '!'}</abbr>
        </sup>
      )}
    </td>
  )
}
