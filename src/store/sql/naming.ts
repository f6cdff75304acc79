/**
 * The order in which the names of a document are asked which of them it is called by: current ones before others; of these
 * the one that a manifest speaks of, else the most telling one (each Chinese character has more bytes than one), else the one
 * known first. Of names that are no longer current, the one seen last.
 */
export const TELLING = `state = 'current' desc, case when state = 'current' then 0 else last_batch end desc,
  case when given is null then 1 else 0 end, octet_length(path) - length(path) desc, first_batch, id`
