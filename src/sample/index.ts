export { CONFIDENCE, estimate, type Estimate } from './estimate.js'
export { parseResults, ResultsError } from './results.js'
export { makeSample, SampleError, type SampleOptions, type SampleSummary } from './sample.js'
