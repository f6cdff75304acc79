export { findOrgan, type OrganResult } from './choose.js'
export { isOrganName, isPlace, isShortName } from './names.js'
export { ORGAN_SUFFIX } from './words.js'
