import type { ProblemCode } from '../../src/model/problem.js'
import type { Format } from '../../src/model/source.js'

interface Expectation {
  readonly format: Format
  /** The first problem of the failed record; one of several where two bounds race. */
  readonly codes: readonly ProblemCode[]
  /** `flagged` or `ok` where a look at its page shows real tables; left out where it fails. */
  readonly status?: 'flagged' | 'ok'
  readonly why: string
}

const expectation = (format: Format, code: ProblemCode | readonly ProblemCode[], why: string): Expectation => ({
  format,
  codes: typeof code === 'string' ? [code] : code,
  why,
})

/** A file whose tables are read rightly, whatever else it holds; its only problems, if any, are for information. */
const harmless = (format: Format, codes: readonly ProblemCode[], why: string): Expectation => ({
  ...expectation(format, [...codes], why),
  status: 'ok',
})

/** The expected result of each file of test/hostile, and why. None of them holds a report; all but those with real tables fail. */
export const EXPECTED: Readonly<Record<string, Expectation>> = {
  'pdfjs_GHOSTSCRIPT-698804-1-fuzzed.pdf': expectation('pdf', 'not-a-report', 'its one page opens and is blank'),
  'pdfjs_PDFBOX-3148-2-fuzzed.pdf': expectation(
    'pdf',
    'not-a-report',
    'its page opens with some text, none of it a report’s',
  ),
  'pdfjs_REDHAT-1531897-0.pdf': expectation('pdf', 'damaged-file', 'the catalogue is not there'),
  'pdfjs_SimFang-variant.pdf': expectation(
    'pdf',
    'not-a-report',
    'reads well: one line in a font that is not embedded',
  ),
  'pdfjs_bug1020226.pdf': expectation('pdf', 'damaged-file', 'no page tree that could be followed'),
  'pdfjs_bug1980958.pdf': expectation('pdf', 'not-a-report', 'its one page is blank'),
  'pdfjs_helloworld-bad.pdf': expectation(
    'pdf',
    'not-a-report',
    'a broken cross-reference table, mended: it says hello',
  ),
  'pdfjs_issue9105_other.pdf': expectation(
    'pdf',
    'page-damaged',
    'no trailer, found again by scanning; its page’s content is cut short',
  ),
  'pdfjs_noembed-eucjp.pdf': expectation(
    'pdf',
    'not-a-report',
    'Japanese text in a font that is not embedded; it reads',
  ),
  'pdfjs_operator_list_cycle.pdf': expectation(
    'pdf',
    ['not-a-report', 'damaged-file', 'memory-limit', 'timeout'],
    'patterns that draw themselves for ever: PDFium reads a page without text; pdf.js is given up at the first bound',
  ),
  'pdfjs_poppler-395-0-fuzzed.pdf': expectation('pdf', 'damaged-file', 'the catalogue is no dictionary'),
  'pdfjs_poppler-742-0-fuzzed.pdf': expectation('pdf', 'damaged-file', 'it claims one page and has none'),
  'pdfjs_poppler-85140-0.pdf': expectation(
    'pdf',
    'page-damaged',
    'claims 213,804,087 pages; one is there, and it is damaged',
  ),
  'pdfjs_print_protection.pdf': expectation('pdf', 'encrypted', 'opens with a password only'),
  'pdfjs_secHandler.pdf': expectation(
    'pdf',
    'not-a-report',
    'encrypted with an empty password: it is read, and is another text',
  ),
  'pdfjs_xref_command_missing.pdf': expectation(
    'pdf',
    'not-a-report',
    'the word xref is missing; mended, one line of text',
  ),
  'pdfplumber_empty.pdf': expectation('unknown', 'empty-file', 'no byte in it'),
  'pdfplumber_malformed-from-issue-932.pdf': expectation(
    'pdf',
    'not-a-report',
    'a picture of a page; recognised, it is no report',
  ),
  'poi_ExternalEntityInText.docx': expectation(
    'docx',
    'damaged-file',
    'declares XML entities, which Word never does: they could read files or unfold without end',
  ),
  'poi_Word6.doc': expectation('doc', 'not-a-report', 'Word 6, which LibreOffice reads: another text'),
  'poi_bug53475-password-is-pass.docx': expectation('docx', 'encrypted', 'an encrypted package'),
  'poi_clusterfuzz-testcase-minimized-POIHWPFFuzzer-5050208641482752.doc': expectation(
    'doc',
    'not-a-report',
    'mangled by a fuzzer; what LibreOffice saves of it is no report',
  ),
  'poi_clusterfuzz-testcase-minimized-POIHWPFFuzzer-5418937293340672.doc': expectation(
    'doc',
    'not-a-report',
    'mangled by a fuzzer; what LibreOffice saves of it is no report',
  ),
  'poi_clusterfuzz-testcase-minimized-POIXWPFFuzzer-5313273089884160.docx': expectation(
    'docx',
    'damaged-file',
    'the ZIP has no directory',
  ),
  'poi_clusterfuzz-testcase-minimized-POIXWPFFuzzer-6442791109263360.docx': expectation(
    'docx',
    'damaged-file',
    'the ZIP’s directory is broken',
  ),
  'poi_crash-517626e815e0afa9decd0ebb6d1dee63fb9907dd.docx': expectation(
    'docx',
    'damaged-file',
    'the ZIP has no directory',
  ),
  'poi_password_password_cryptoapi.doc': expectation('doc', 'encrypted', 'Word’s own encryption'),
  'poi_truncated62886.docx': expectation('docx', 'damaged-file', 'cut short: the ZIP’s directory is missing'),
  'poi_word95err.doc': {
    ...expectation(
      'doc',
      'cells-doubtful',
      'Word 95: price lists of wines and preserves, whose rows have fewer cells than columns',
    ),
    status: 'flagged',
  },
  'poi_zero-length.docx': expectation(
    'docx',
    'not-a-report',
    'some of its parts are empty; the text is there and is no report',
  ),
  'sheet_bomb.xlsx': expectation('xlsx', 'unpacks-too-large', '320 MB of spaces in one sheet'),
  'sheet_broken-xml.xlsx': expectation('xlsx', 'damaged-file', 'its sheet ends within a cell'),
  'sheet_corners.xlsx': expectation('xlsx', 'sheet-too-large', 'two cells in opposite corners, and all between merged'),
  'sheet_empty-rows.xlsx': harmless('xlsx', [], 'a table above 1,048,573 rows with an empty cell each'),
  'sheet_encrypted.xlsx': expectation(
    'docx',
    'encrypted',
    'a package under a password: of Word or Excel, nothing tells',
  ),
  'sheet_entities.xlsx': expectation('xlsx', 'damaged-file', 'it declares entities'),
  'sheet_full.xlsx': expectation('xlsx', 'sheet-too-large', '18,000 rows of 12 numbers'),
  'sheet_links.xlsx': harmless(
    'xlsx',
    ['formulas-linked'],
    'formulas that name a file of the machine and an address: neither is opened',
  ),
  'sheet_macro.xlsm': harmless('xlsx', [], 'a program beside its table, which is not run'),
  'tabula_encrypted.pdf': expectation('pdf', 'encrypted', 'opens with a password only'),
  'tbxt_17byte_fake.pdf': expectation('text', 'not-a-report', 'seventeen bytes of text under the name of a PDF'),
  'tika_big-preamble.html': expectation('html', 'not-a-report', 'a page with a long head; no report'),
  'tika_testHTMLNoisyMetaEncoding_1.html': expectation('html', 'not-a-report', 'several encodings declared; no report'),
  'tika_testPDF_bad_page_303226.pdf': expectation(
    'pdf',
    'page-damaged',
    'an English paper with two damaged pages; no report',
  ),
  'tika_testPDF_no_extract_no_accessibility_owner_user.pdf': expectation(
    'pdf',
    'encrypted',
    'opens with a password only',
  ),
  'tika_testWORDML_tableInsideParagraph.doc': expectation(
    'wordml',
    'format-wordml',
    'Word’s XML of 2003 under the name .doc',
  ),
  'tika_testWORD_2006ml.doc': expectation('doc', 'not-a-report', 'a Word document like others; no report'),
  'tika_testWORD_protected_passtika.doc': expectation('doc', 'encrypted', 'Word’s own encryption'),
  'tika_testWORD_protected_passtika.docx': expectation('docx', 'encrypted', 'an encrypted package'),
  'tika_testWPSAttachment.doc': expectation('doc', 'not-a-report', 'a document of WPS with an attachment; no report'),
  'tika_testZIP_corrupted_oom.zip': expectation('archive', 'format-archive', 'a ZIP whose sizes lie; it is not opened'),
}
