import { describe, expect, it } from '@jest/globals'
import { probabilityOf, featuresOf } from '../../src/forms/recognised/calibration.js'
import type { Block } from '../../src/model/block.js'
import { fit } from './fit.js'
import { isotonic } from './isotonic.js'
import { fitLogistic } from './logistic.js'
import { fromLine, toLine } from './read.js'
import type { Sample } from './samples.js'
import { pickThreshold, tally } from './threshold.js'

const series = (length: number): number[] => Array.from({ length }, (_, index) => index)

describe('isotonic regression', () => {
  it('rises, and pools what does not', () => {
    const samples = series(400).map((index) => ({ score: index, right: index >= 100 && index % 40 !== 0 }))
    const curve = isotonic(samples)
    const shares = curve.map(({ probability }) => probability)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares[0]).toBeLessThan(0.02)
    expect(shares.at(-1)).toBeGreaterThan(0.95)
  })

  it('is never certain', () => {
    expect(isotonic(series(99).map((score) => ({ score, right: true })))).toMatchObject([{ probability: 0.995 }])
  })
})

describe('the threshold', () => {
  const samples = series(1000).map((index) => ({
    probability: index / 1000,
    right: ![3, 7, 50, 400].includes(index),
  }))

  it('is the lowest that lets few enough wrong ones pass', () => {
    expect(pickThreshold(samples, 0, 1)).toBe(0.401)
    expect(pickThreshold(samples, 0.001, 1)).toBe(0.051)
    expect(tally(samples, 0.051)).toMatchObject({ silent: 1, caught: 3, alarms: 48 })
  })

  it('stops where it would flag too many right ones', () => {
    expect(tally(samples, pickThreshold(samples, 0, 0.1)).alarms).toBeLessThanOrEqual(102)
  })
})

describe('a calibration', () => {
  /** Readings whose least sure character leaves 10^-n to others, wrong about as often as that says. */
  const samples = series(8000).map((index): Sample => {
    const doubt = 10 ** (-(index % 4) - 0.3)
    const right = (index * 0.6180339887) % 1 > doubt
    const features = featuresOf(0.99999, 1 - doubt, 1, 0, 1)
    return { document: `d${Math.floor(index / 400)}`, value: '', raw: '', text: '', printed: '', features, right }
  })
  const calibration = fit(samples, { silent: 0.002, alarms: 0.6 }, 'made up')

  it('claims what is right', () => {
    for (const nines of [0.3, 1.3, 2.3]) {
      const claimed = probabilityOf(featuresOf(0.99999, 1 - 10 ** -nines, 1, 0, 1), calibration)
      expect(Math.abs(claimed - (1 - 10 ** -nines))).toBeLessThan(0.03)
    }
  })

  it('leaves a doubt that the steps before had, however often such readings were right', () => {
    const doubted = featuresOf(0.99999, 0.3, 1, 0, 1)
    for (const each of [calibration, { ...calibration, bias: 20, isotonic: [] }])
      expect(probabilityOf(doubted, each)).toBeLessThan(0.301)
  })

  it('flags those that err too often', () => {
    const judged = samples.map((sample) => ({ ...sample, probability: probabilityOf(sample.features, calibration) }))
    const { silent, samples: all } = tally(judged, calibration.threshold)
    expect(silent / all).toBeLessThanOrEqual(0.002)
  })
})

describe('the weights of a fit', () => {
  it('never say that dirt speaks for a number', () => {
    const samples = series(4000).map((index) => {
      const [sure, dirty] = [index % 2 === 0, index % 4 < 2]
      const right = dirty || index % 40 !== 0
      return { features: featuresOf(0.99999, sure ? 0.99 : 0.8, dirty ? 0.01 : 1, 0, 1), right }
    })
    const { weights } = fitLogistic(samples)
    expect(weights.support).toBeGreaterThanOrEqual(0)
    expect(weights.least).toBeGreaterThanOrEqual(0)
  })
})

describe('the file between reading and fitting', () => {
  it('keeps what the matching needs', () => {
    const characters = [{ text: 'o', confidence: 0.9, alternatives: [{ text: '0', confidence: 0.1 }] }]
    const cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text: 'o', boxes: [], recognition: { characters } }
    const blocks: Block[] = [
      { kind: 'paragraph', text: '四、', boxes: [], level: null, size: null, align: null },
      { kind: 'table', method: 'ruled', rows: 1, columns: 1, cells: [cell], pages: [], caption: null },
    ]
    expect(fromLine(toLine({ name: 'x', blocks }))).toEqual({ name: 'x', blocks })
  })
})
