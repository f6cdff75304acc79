/** The values by which reports are compared: their distribution is shown, documents are found by them, and among them it is looked for what sticks out. */
export const MAIN_VALUES = [
  'a_received_new_all',
  'a_results_total_all',
  'a_granted_all',
  'a_carried_forward_all',
  'r_reconsideration_total',
  'r_litigation_direct_total',
] as const
