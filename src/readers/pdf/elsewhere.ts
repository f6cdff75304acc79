import { problem, type Problem } from '../../model/problem.js'
import { takeApart } from './pdfium/streams.js'

/** Why a PDF without tables may still hold a report: as an attached file, or as a form that only Acrobat draws. */
export function reportElsewhere(bytes: Uint8Array): Problem | null {
  const text = takeApart(bytes)?.text ?? ''
  if (text.includes('/XFA')) return problem('form-xfa')
  if (!text.includes('/EmbeddedFile')) return null
  const name = /\/(?:UF|F)\s*\(((?:[^()\\]|\\.)*)\)/.exec(text)?.[1] ?? ''
  return problem('report-is-attachment', { link: readable(name) })
}

/** Names are Latin-1, or UTF-16 behind its mark. */
function readable(name: string): string {
  const bytes = Buffer.from(name.replace(/\\([()\\])/g, '$1'), 'latin1')
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
    : bytes.toString('latin1')
}
