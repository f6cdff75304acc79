export { DocumentMetrics } from './documents.js'
export { processMetrics } from './process.js'
export { queueMetrics, type GaugedQueue } from './queue.js'
