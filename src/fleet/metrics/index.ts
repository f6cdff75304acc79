export { DocumentMetrics } from './documents.js'
export { processMetrics } from './process.js'
export { queueMetrics } from './queue.js'
export { Registry } from 'prom-client'
