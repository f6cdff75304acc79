export { ExportError, type ExportFault } from './errors.js'
export { exportDataset, type ExportOptions, type ExportSource, type ExportSummary } from './export.js'
export { EXPORT_FORMATS, type ExportFormat } from './writers/writer.js'
