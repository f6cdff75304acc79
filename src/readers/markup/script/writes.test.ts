import { describe, expect, it } from '@jest/globals'
import { processorMs } from '../../../model/testing/processor-time.js'
import { writesOf } from './writes.js'

const FOLLOWED = { started: '', follows: true }
const selectorsOf = (script: string): readonly string[] => [
  ...new Set(writesOf(script, FOLLOWED).flatMap(({ selectors }) => selectors.map(({ text }) => text))),
]

/** The traps in test/traps hold what pages show; these are scripts that make the reader itself err. */
describe('the writes of a script', () => {
  it.each([
    ['by a selector', "document.querySelector('#a td').textContent = 5", ['#a td']],
    ['through a name', 'var cell = document.getElementById(`b`)\ncell.innerHTML = 5', ['b']],
    ['behind a comment of HTML', "<!--\n$('.c').text(5)\n//-->", ['.c']],
    ['with a template', "$(`#d${n} td`).html(5 + `${'}'}`)", ['#d']],
    ['of a generator', "function* all() { $('.e').html(5) }\nall()", ['.e']],
    ['nowhere, by names that every object has', 'constructor.valueOf(toString).innerHTML = 5', []],
    [
      'in a document that is not the page',
      "implementation.createHTMLDocument('').body.innerHTML = '<form></form>'",
      [],
    ],
    ['in a function that nobody calls', "function f() { $('.f').html(5) }", []],
  ])('are found %s', (_, script, selectors) => {
    expect(selectorsOf(script)).toEqual(selectors)
  })

  const times = (count: number, part: (index: number) => string): string =>
    Array.from({ length: count }, (_, at) => part(at)).join('\n')
  it.each([
    ['names in circles', times(4_000, () => 'a=b; b=c; c=a; a.innerHTML=b;')],
    ['arrows within arrows', `x.innerHTML=${'a=>'.repeat(48_000)}1`],
    [
      'functions that call the one before',
      `${times(2_500, (at) => `function f${at}(e){ f${at - 1}(e); e.innerHTML=1 }`)}\nf2499(1)`,
    ],
  ])('may be anywhere, which is soon said of %s', async (_, script) => {
    const took = await processorMs(() => {
      expect(selectorsOf(script)).toEqual(['body'])
    })
    expect(took).toBeLessThan(10_000)
  })
})
