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
