export { fleetMeant } from '../place.js'
export { explained } from '../store/session.js'
