import swc from '@swc/jest'

/** Names that loops over pixels and boxes use. */
const NAMES = ['Math', 'Number', 'Infinity', 'Array', 'Object', 'Map', 'Set', 'Uint8Array', 'Float32Array']

/**
 * Jest runs modules in a context of its own, in which each use of a global name costs a call: in such loops that was much of a
 * suite's time. Each module therefore looks these names up once. The line stands before the first one, so that the line
 * numbers in messages stay right.
 */
const LOOKED_UP_ONCE = `const { ${NAMES.join(', ')} } = globalThis; `

const withNames = (done) => ({ ...done, code: `${LOOKED_UP_ONCE}${done.code}` })

export default {
  createTransformer(options) {
    const transformer = swc.createTransformer(options)
    return {
      ...transformer,
      getCacheKey: (...given) => `${transformer.getCacheKey(...given)}-${NAMES.length}`,
      process: (...given) => withNames(transformer.process(...given)),
      processAsync: async (...given) => withNames(await transformer.processAsync(...given)),
    }
  },
}
