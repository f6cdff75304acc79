import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { TextDecoder } from 'node:util'
import { extractSource } from '../../../../dist/src/extract.js'
import { serve } from '../../../../dist/workers/serve.js'

/** A child for the worker's tests: reads documents as always, and does before what one says that begins with an order. */
const ORDERS = {
  async '!wait'(ms) {
    await setTimeout(Number(ms))
  },
  '!loop'() {
    for (;;);
  },
  '!exit'() {
    process.exit(1)
  },
}

serve(async (source, options) => {
  const [order, argument] = new TextDecoder().decode(source.bytes.subarray(0, 40)).split(/\s/)
  await ORDERS[order]?.(argument)
  return extractSource(source, options)
})
