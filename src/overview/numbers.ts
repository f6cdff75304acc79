/** The numbers of an overview without their drawing, for whoever draws them elsewhere: the library of charts is not loaded. */
export { findGaps, findRepeated, organMatrix, type OrganRow } from './gaps.js'
export {
  gatherCoverage,
  gatherValues,
  UNKNOWN,
  withPages,
  type Coverage,
  type MainValues,
  type Status,
  type Table2,
} from './gather.js'
export { shortLabel } from './labels.js'
export { byCount, bySize, groupedFolders, severity, yearsOf } from './order.js'
export { findOutliers } from './outliers.js'
export { bins, fiveOf, quantile } from './statistics.js'
