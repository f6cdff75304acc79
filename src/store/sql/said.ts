/**
 * Part of the migrations `0010-said` of both databases: until then each value of a false equation was a fault. A report may
 * have one fault of its own, that its date cannot be right.
 */
export const FAULTS_BY_EQUATION = `
  update documents set fault_count =
    (select count(*) from checks where checks.document_id = documents.id and checks.pass is not null
      and cast(checks.pass as integer) = 0)
    + (select case when exists (select 1 from problems where problems.document_id = documents.id
        and problems.code in ('date-implausible', 'date-invalid')) then 1 else 0 end)
  where fault_count is not null`

/** Documents of several names are called by another one than before: see `TELLING`, which this is a copy of, as of then. */
export const CALLED_BY_TELLING_NAMES = `
  update documents set path = placed.path, file = placed.file, given = placed.given
  from (select document_id, path, file, given, row_number() over (partition by document_id
      order by state = 'current' desc, case when state = 'current' then 0 else last_batch end desc,
        case when given is null then 1 else 0 end, octet_length(path) - length(path) desc, first_batch, id) as place
    from names) as placed
  where placed.document_id = documents.id and placed.place = 1 and documents.names > 1`
