import { describe, expect, test } from '@jest/globals'
import type { PdfEngine } from '../engine.js'
import { stream } from './raw-pdf.js'
import { expectClose, readingWith } from './reading.js'

/** Lines and areas that every PDF engine must find: which of them are rulings and shadings, and where. */
export function describeRulings(name: string, engine: PdfEngine): void {
  const { paint } = readingWith(engine)

  describe(`${name}: rulings`, () => {
    test('a stroked line is a ruling, measured from the top', async () => {
      const { rulings, width, height } = await paint('0.5 w 50 100 m 350 100 l S')
      expect([width, height]).toEqual([400, 300])
      expect(rulings).toHaveLength(1)
      expect(rulings[0]).toMatchObject({ orientation: 'horizontal' })
      expectClose(rulings[0], { position: 200, start: 50, end: 350, thickness: 0.5 })
    })

    test('a thin filled rectangle is a ruling along its middle', async () => {
      const { rulings, shadings } = await paint('100 50 0.75 200 re f')
      expect(rulings).toHaveLength(1)
      expect(rulings[0]?.orientation).toBe('vertical')
      expectClose(rulings[0], { position: 100.375, start: 50, end: 250, thickness: 0.75 })
      expect(shadings).toHaveLength(0)
    })

    test('a stroked rectangle is four rulings', async () => {
      const { rulings } = await paint('1 w 50 50 100 80 re S')
      expect(rulings.map(({ orientation, position }) => `${orientation} ${position}`).sort()).toEqual([
        'horizontal 170',
        'horizontal 250',
        'vertical 150',
        'vertical 50',
      ])
    })

    test('a large filled rectangle is a shading, a white one is nothing', async () => {
      const { rulings, shadings } = await paint('0.8 g 50 50 100 80 re f 1 g 200 50 100 80 re f')
      expect(rulings).toHaveLength(0)
      expect(shadings).toEqual([{ box: [50, 170, 150, 250] }])
    })

    test('a path that only clips is not painted, and cuts what follows', async () => {
      const { rulings } = await paint('100 0 100 300 re W n 1 w 50 100 m 350 100 l S 50 150 10 10 re S')
      expect(rulings).toHaveLength(1)
      expectClose(rulings[0], { position: 200, start: 100, end: 200 })
    })

    test('a clip ends with its graphics state', async () => {
      const { rulings } = await paint('q 100 0 100 300 re W n Q 50 100 m 350 100 l S')
      expectClose(rulings[0], { start: 50, end: 350 })
    })

    test('a white line on white is not painted, on a shading it is', async () => {
      expect((await paint('1 G 50 100 m 350 100 l S')).rulings).toHaveLength(0)
      expect((await paint('0.3 g 40 50 320 100 re f 1 G 50 100 m 350 100 l S')).rulings).toHaveLength(1)
    })

    test('a fully transparent line is not painted', async () => {
      const page = await paint('/T gs 50 100 m 350 100 l S', { resources: '/ExtGState << /T << /CA 0 /ca 0 >> >>' })
      expect(page.rulings).toHaveLength(0)
    })

    test('a slanted line is no ruling, one off by a hair is', async () => {
      expect((await paint('50 100 m 350 200 l S')).rulings).toHaveLength(0)
      expect((await paint('50 100 m 350 100.4 l S')).rulings).toHaveLength(1)
    })

    test('a dashed line is one ruling', async () => {
      expect((await paint('[2 2] 0 d 50 100 m 350 100 l S')).rulings).toHaveLength(1)
    })

    test('a row of dots is one ruling', async () => {
      const dots = Array.from({ length: 50 }, (_, index) => `${50 + index * 2} 100 0.8 0.8 re`).join(' ')
      const { rulings } = await paint(`${dots} f`)
      expect(rulings).toHaveLength(1)
      expectClose(rulings[0], { position: 199.6, start: 50, end: 148.8 })
    })

    test('a frame painted as an area with a hole is its four sides', async () => {
      const { rulings, shadings } = await paint('50 50 100 80 re 51 51 98 78 re f*')
      expect(rulings.map(({ orientation }) => orientation).sort()).toEqual([
        'horizontal',
        'horizontal',
        'vertical',
        'vertical',
      ])
      expect(shadings).toHaveLength(0)
    })

    test('white cells on a black table: the gaps are its rules', async () => {
      const { rulings } = await paint('0 g 50 50 201 101 re f 1 g 51 51 99 99 re f 151 51 99 99 re f')
      const at = rulings.filter(({ orientation }) => orientation === 'vertical').map(({ position }) => position)
      expect(at.sort((one, other) => one - other)).toEqual([51, 150, 151, 250])
    })

    test('the transform of a form XObject moves its lines, and its box cuts them', async () => {
      const form = stream(
        '1 w 0 10 m 300 10 l S',
        '/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Matrix [1 0 0 1 50 0]',
      )
      const { rulings } = await paint('q 2 0 0 2 0 40 cm /X Do Q', {
        resources: '/XObject << /X 20 0 R >>',
        objects: { 20: form },
      })
      expect(rulings).toHaveLength(1)
      expectClose(rulings[0], { position: 240, start: 100, end: 300, thickness: 2 })
    })

    test('a transparency group is moved once, not twice', async () => {
      const form = stream(
        '1 w 0 10 m 100 10 l S',
        '/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Matrix [1 0 0 1 50 0] /Group << /S /Transparency >>',
      )
      const { rulings } = await paint('/X Do', { resources: '/XObject << /X 20 0 R >>', objects: { 20: form } })
      expectClose(rulings[0], { position: 290, start: 50, end: 150 })
    })

    test('an inline image as thin as a line is a ruling; a larger one is a picture', async () => {
      const image = (matrix: string): string => `q ${matrix} cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 00> EI Q`
      const thin = await paint(image('200 0 0 0.7 50 100'))
      expect(thin.rulings).toHaveLength(1)
      const large = await paint(image('200 0 0 100 50 100'))
      expect(large.rulings).toHaveLength(0)
      expect(large.pictures).toEqual([{ box: [50, 100, 250, 200] }])
    })
  })
}
