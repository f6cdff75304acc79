import { median } from '../measure.js'
import type { PeerReport } from './peer.js'
import type { ScanPeers } from './scans.js'

/** Tables in Markdown, as the README shows them. */
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

const share = (whole: number, rows: number): string =>
  rows === 0 ? '–' : `${((100 * whole) / rows).toFixed(0)} % (${whole}/${rows})`

export function printPeers(reports: readonly PeerReport[], rows: number): void {
  const pages = table(
    ['PDF with text', 'rows whole', 'processor ms a file', 'peak MB'],
    reports.map(({ name, peakMb, files }) => [
      name,
      share(
        files.reduce((sum, { whole }) => sum + (whole ?? 0), 0),
        rows,
      ),
      median(files.map(({ ms }) => ms)).toFixed(0),
      peakMb.toFixed(0),
    ]),
  )
  console.log(pages)
}

export function printScanPeers({ pages, rows, readers }: ScanPeers): void {
  if (pages === 0) return
  console.log()
  console.log(
    table(
      ['scans', 'rows whole', 'processor s a page'],
      readers.map(({ name, ms, whole }) => [name, share(whole, rows), (ms / pages / 1000).toFixed(2)]),
    ),
  )
}
