export { refreshFindings } from './refresh.js'
