export { estimate, type Estimate } from './estimate.js'
export type { Population } from './draw.js'
export { parseResults, ResultsError, type Results } from './results.js'
export { makeSample, SampleError, type SampleOptions } from './sample.js'
