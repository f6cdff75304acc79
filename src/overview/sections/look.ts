import { escapeHtml } from '../figure.js'
import type { Tell } from '../texts.js'

/** Digits of a fingerprint that name a document on the command line. */
const DIGITS = 8

/** The command that shows a document, to copy. */
export function lookAt(sha256: string, tell: Tell): string {
  const command = `nianbao show ${sha256.slice(0, DIGITS)}`
  return `<button type="button" class="look" data-copy="${command}" title="${escapeHtml(tell('copy'))}"><code>${command}</code></button>`
}
