import { median } from '../measure.js'
import { type InBoth, tableInBoth } from '../figures.js'
import type { PeerReport } from './peer.js'
import type { ScanReport } from './scans.js'

const share = (whole: number, rows: number): string =>
  rows === 0 ? '–' : `${((100 * whole) / rows).toFixed(0)} % (${whole}/${rows})`

export const peersTable = (reports: readonly PeerReport[], rows: number): InBoth =>
  tableInBoth(
    ['PDF with text', 'rows whole', 'processor ms a file', 'peak MB'],
    ['有文字层的 PDF', '读全的行', '每份处理器毫秒', '峰值内存 MB'],
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

export const scanPeersTable = (reports: readonly ScanReport[]): InBoth =>
  tableInBoth(
    ['scans', 'rows whole', 'seconds a page', 'peak MB'],
    ['扫描件', '读全的行', '每页秒数', '峰值内存 MB'],
    reports.map(({ name, pages, rows, whole, ms, peakMb }) => [
      name,
      share(whole, rows),
      (ms / Math.max(1, pages) / 1000).toFixed(2),
      String(peakMb),
    ]),
  )
