export { type Detail, type Finding, type Place } from './finding.js'
export { findingsOf } from './findings.js'
export { SEVERITY_TITLES, type ToldFinding, toldFinding } from './words.js'
