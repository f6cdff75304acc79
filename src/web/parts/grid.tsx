import { useEffect, useRef } from 'preact/hooks'
import type { Table } from '../api/client.js'

export interface CellAt {
  readonly table: string
  readonly row: number
  readonly column: number
}

interface Shown {
  readonly table: Table
  readonly marked?: CellAt | null
  /** Called with a cell that is pointed at or chosen. */
  readonly onCell?: (cell: CellAt) => void
}

/** A table as it was found in the document, as text alone. */
export function GridTable({ table, marked, onCell }: Shown) {
  const here = useRef<HTMLTableCellElement>(null)
  const at = marked?.table === table.id ? `${marked.row}/${marked.column}` : null
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [at])
  const rows = Array.from({ length: table.rows }, (_, row) => table.cells.filter((cell) => cell.row === row))
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={table.caption ?? table.id}>
      <table class="grid">
        {table.caption && <caption>{table.caption}</caption>}
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell) => {
                const isHere = at === `${cell.row}/${cell.column}`
                return (
                  <td
                    key={cell.column}
                    ref={isHere ? here : null}
                    class={isHere ? 'marked' : undefined}
                    rowSpan={cell.rowSpan}
                    colSpan={cell.columnSpan}
                    title={cell.address}
                    onMouseEnter={onCell && (() => onCell({ table: table.id, row: cell.row, column: cell.column }))}
                  >
                    {cell.text}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
