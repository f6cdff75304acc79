export { type Finding, findingDetails, findingPlaces } from './finding.js'
export { findingsOf, listedFindings } from './findings.js'
export { SEVERITY_TITLES, type ToldFinding, toldFinding } from './words.js'
