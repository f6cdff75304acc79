export type { Finding } from './finding.js'
export { findingsOf } from './findings.js'
export { SEVERITY_TITLES, type ToldFinding, toldFinding } from './words.js'
