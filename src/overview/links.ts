import { isAbsolute, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { onDisk } from '../file-names.js'
import { escapeHtml } from '../model/html.js'
import type { Tell } from './texts.js'

/** Digits of a fingerprint that name a document on the command line. */
const DIGITS = 8

/** A document that the page leads to. */
export interface Target {
  readonly sha256: string
  readonly path: string
  /** Absolute path; an upload has none. */
  readonly file: string
  /** The page that a value stands on, in formats with pages. */
  readonly page?: number | null
}

/** Leads to a document: to its original, and to the command that shows what was read. */
export type Leads = (target: Target) => string

/** `folder`: where the page stands, from which originals are linked; null: nowhere, so that none are. */
export const leadsFrom =
  (folder: string | null, tell: Tell): Leads =>
  ({ sha256, path, file, page = null }) => {
    const command = `nianbao show ${sha256.slice(0, DIGITS)}`
    const copy = `<button type="button" class="look" data-copy="${command}" title="${escapeHtml(tell('copy'))}"><code>${command}</code></button>`
    const href = folder === null ? null : hrefOf(folder, file)
    if (href === null) return `<span class="path">${escapeHtml(path)}</span> ${copy}`
    const at = page === null ? '' : `#page=${page}`
    return `<a class="path" href="${escapeHtml(href + at)}" title="${escapeHtml(tell('openOriginal'))}">${escapeHtml(path)}</a> ${copy}`
  }

/** Relative where it can be: it tells less of the machine, and still leads there when both are moved. */
function hrefOf(folder: string, file: string): string | null {
  if (!isAbsolute(file)) return null
  const way = relative(folder, file)
  if (isAbsolute(way)) return pathToFileURL(file).href
  const steps = way.split(sep).map((step) => (step === '..' ? step : encodedStep(step)))
  return steps[0] === '..' ? steps.join('/') : `./${steps.join('/')}`
}

/** Names that are no UTF-8 by their bytes. */
function encodedStep(step: string): string {
  const onTheDisk = onDisk(step)
  if (typeof onTheDisk === 'string') return encodeURIComponent(onTheDisk)
  return Array.from(onTheDisk, (byte) =>
    /[\w.~-]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('')
}
