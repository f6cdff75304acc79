/** Why a dataset was not written; the command line has a sentence for each. */
export type ExportFault = 'not-empty' | 'not-a-folder' | 'sqlite-missing' | 'store-changed'

/** Nothing was written; what stood at the place before stands there still. */
export class ExportError extends Error {
  constructor(
    readonly fault: ExportFault,
    readonly details: Readonly<Record<string, string>> = {},
    options: { readonly cause?: unknown } = {},
  ) {
    super(fault, options)
    this.name = 'ExportError'
  }
}
