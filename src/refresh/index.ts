export { refreshFindings, type RefreshOptions } from './refresh.js'
