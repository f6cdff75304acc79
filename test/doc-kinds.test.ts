import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { extractSource } from '../src/extract.js'
import { differences, readTruth } from './support/truth.js'

/** Files of several kinds bear the name `.doc`: each kind goes to its own reader, and gives the same records. */

const REPORTS = join(import.meta.dirname, 'golden/reports')
const golden = (name: string): Uint8Array => readFileSync(join(REPORTS, name))
const rtf = gunzipSync(readFileSync(join(import.meta.dirname, 'doc-kinds/rtf-2021.rtf.gz')))

/** LibreOffice takes some seconds to start. */
const SLOW = 120_000

describe('a .doc that is', () => {
  it.each<[string, Uint8Array, string, string]>([
    ['one of Word 97 to 2003', golden('doc-2021.doc'), 'doc', 'doc-2021'],
    ['an RTF, as WPS saves it', rtf, 'rtf', 'doc-2021'],
    ['a web page', golden('html-2021.html'), 'html', 'html-2021'],
    ['a .docx', golden('docx-2019.docx'), 'docx', 'docx-2019'],
  ])(
    '%s',
    async (_what, bytes, format, truth) => {
      const record = await extractSource({ name: 'report.doc', path: 'report.doc', bytes })
      expect(record.source).toMatchObject({ name: 'report.doc', format })
      expect(differences(record, readTruth(join(REPORTS, `${truth}.truth.json`)))).toEqual([])
    },
    SLOW,
  )
})
