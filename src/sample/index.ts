export { estimate, type Estimate } from './estimate.js'
export { parseResults, ResultsError } from './results.js'
export { makeSample, SampleError } from './sample.js'
