/**
 * Parts of the migrations `0014-lists` of both databases: codes of problems and people who said something stand in the document's
 * own row, so that lists and counts read nothing else. A row without an attempt has neither.
 */
export const LISTED_COLUMNS = [
  `alter table documents add column codes text not null default '[]'`,
  `alter table documents add column authors text not null default '[]'`,
  // How many doubts were confirmed at once, each with its picture on the screen.
  'alter table corrections add column together integer',
] as const

/** Each answers one filter or one order of the library; documents that were removed are in none of its lists. */
export const LISTED_INDEXES = [
  'create index documents_doubts on documents (doubt_count, path, sha256) where removed_at is null',
  'create index documents_faults on documents (fault_count, path, sha256) where removed_at is null',
  'create index corrections_author on corrections (author, document_id)',
  'create index corrections_withdraws on corrections (withdraws) where withdraws is not null',
] as const

/** The statements of a document that count, as of that migration. */
export const LISTED_STATEMENTS = `
  from corrections where corrections.document_id = documents.id and kind <> 'withdraw'
    and not exists (select 1 from corrections as later where later.withdraws = corrections.id)`
