import { describe, expect, it } from '@jest/globals'
import { withoutUnshownFields } from './nested.js'

const INNER = String.raw`{\field{\*\fldinst { QUOTE 3 }}{\fldrslt 3}}`
const outer = (inside: string, result = '45'): string =>
  String.raw`{\rtf1 {\field{\*\fldinst { SET a "}${inside}{" }}{\fldrslt ${result}}} 7}`

describe('fields within fields of an RTF', () => {
  it.each([
    ['in an instruction', outer(INNER), outer('')],
    ['twice in an instruction', outer(INNER + INNER), outer('')],
    ['in an instruction in an instruction', outer(outer(INNER).slice(7, -3)), outer('')],
    ['with data that looks like groups', outer(String.raw`{\field{\*\fldinst {\bin3 }}}}}{\fldrslt }}`), outer('')],
  ])('are left out %s', (_, rtf, expected) => {
    expect(withoutUnshownFields(rtf)).toBe(expected)
  })

  it('lose the instruction of a condition, so that its result stays', () => {
    const condition = String.raw`{\rtf1 {\field{\*\fldinst {\rtlch\af0 \insrsid12  IF 1 = 1 "}${INNER}{" }}{\fldrslt 45}} 7}`
    expect(withoutUnshownFields(condition)).toBe(String.raw`{\rtf1 {\field{\fldrslt 45}} 7}`)
  })

  it.each([
    [
      'a character over another',
      String.raw`{\field{\*\fldinst { EQ \\o(4,5) }}{\fldrslt 4}}`,
      String.raw`{\field{\fldrslt 4}}`,
    ],
    ['a sign without a result', String.raw`{\field{\*\fldinst SYMBOL 52}}`, String.raw`{\field}`],
    ['a button', String.raw`{\field{\*\fldinst {\b M}ACROBUTTON x 45}{\fldrslt }}`, String.raw`{\field{\fldrslt }}`],
    [
      'a name in codes',
      String.raw`{\field{\*\fldinst \'45\'51 \\f(4,5)}{\fldrslt 4}}`,
      String.raw`{\field{\fldrslt 4}}`,
    ],
  ])('that show %s are marked', (_, field, kept) => {
    expect(withoutUnshownFields(`{\\rtf1 ${field} 7}`)).toBe(`{\\rtf1 ${kept}{\\uc1\\u-560 ?} 7}`)
  })

  it('lose the instruction of a formula, and keep its result', () => {
    const formula = String.raw`{\rtf1 {\field{\*\fldinst  =4+5}{\fldrslt 45}}}`
    expect(withoutUnshownFields(formula)).toBe(String.raw`{\rtf1 {\field{\fldrslt 45}}}`)
  })

  it.each([
    ['in a result', outer('', INNER)],
    ['one after the other', `{\\rtf1 ${INNER}${INNER}}`],
    ['behind escaped braces', outer(String.raw`\{\field`)],
    ['in a file that is cut off', outer(INNER).slice(0, 50)],
  ])('are kept %s', (_, rtf) => {
    expect(withoutUnshownFields(rtf)).toBe(rtf)
  })
})
