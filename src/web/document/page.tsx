import { useQuery } from '@tanstack/preact-query'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { useSearchParams } from 'wouter-preact'
import { api, given, versioned, type Document, type Sheets } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import { StatusTag } from '../library/status.js'
import { useWords } from '../words/language.js'
import { ChosenValue } from './chosen.js'
import { cellsOf, codesByPlace, pagesOf, placeKey, valuesOf } from './model.js'
import { SheetTables } from './sheets.js'
import { EvidenceTab } from './evidence.js'
import { FindingsTab, useFindings } from './findings.js'
import { HistoryTab } from './history.js'
import { ReadTables } from './read-tables.js'
import { ChecksTab, ProblemsTab, TablesTab } from './tabs.js'
import { Viewer } from './viewer.js'

const TABS = ['values', 'problems', 'findings', 'checks', 'evidence', 'tables', 'history'] as const
type Tab = (typeof TABS)[number]

/** One document: its page on the left, its values on the right. */
export function DocumentPage({ id }: { readonly id: string }) {
  const { language, say } = useWords()
  const params = { path: { id } }
  const document = useQuery({
    queryKey: ['document', id, language],
    queryFn: async () => versioned(api.GET('/v1/documents/{id}', { params })),
  })
  // Asked for at the same time: a document that is not read yet has none.
  const isRead = document.data ? document.data.data.record !== null : true
  const sheets = useQuery({
    queryKey: ['document', id, language, 'sheets'],
    queryFn: async () => given(api.GET('/v1/documents/{id}/sheets', { params })),
    enabled: isRead,
  })
  const error = document.error ?? (isRead && document.data ? sheets.error : null)
  if (error) return <Failure error={error} again={() => void document.refetch()} />
  if (!document.data) return <Loading />
  if (!isRead) return <p class="empty">{say('pending')}</p>
  if (!sheets.data) return <Loading />
  return <Known document={document.data.data} etag={document.data.etag} sheets={sheets.data} />
}

interface Shown {
  readonly document: Document
  readonly etag: string
  readonly sheets: Sheets
}

function Known({ document, etag, sheets }: Shown) {
  const { say } = useWords()
  const [params, setParams] = useSearchParams()
  const values = useMemo(() => valuesOf(document), [document])
  const cells = useMemo(() => cellsOf(document, values), [document, values])
  const codes = useMemo(() => codesByPlace(values), [values])
  const pages = pagesOf(document)
  const findings = useFindings(document, etag)
  const [pointed, look] = useState<string | null>(null)
  const chosen = params.get('code')
  const tab: Tab = TABS.find((each) => each === params.get('tab')) ?? 'values'
  const [page, turnTo] = useState(pages[0]?.number ?? 1)
  const focus = pointed ?? chosen
  const value = chosen === null ? undefined : values.get(chosen)
  const change = (name: string, to: string | null): void =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        if (to === null) after.delete(name)
        else after.set(name, to)
        return after
      },
      { replace: true },
    )
  const choose = (code: string): void => change('code', code)

  useEffect(() => {
    const cell = cells.find(({ code }) => code !== null && code === focus)
    if (cell && !cells.some((each) => each.code === focus && each.page === page)) turnTo(cell.page)
  }, [focus])
  useEffect(() => {
    if (chosen !== null) window.document.getElementById(`value-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen, tab])

  const { organ, year, title, path, status } = document.document
  const heading = [organ ?? title ?? path, year].filter((part) => part !== null).join(' ')
  useEffect(() => {
    window.document.title = `${heading} · nianbao`
  }, [heading])
  const markedCell = focus === null ? null : (values.get(focus)?.read.cell ?? null)
  const isOther = document.document.content === 'tables'
  const hidden: readonly Tab[] = isOther
    ? ['findings', 'checks', 'evidence', 'tables']
    : pages.length === 0
      ? ['tables']
      : []
  const tables = (
    <TablesTab
      document={document}
      marked={markedCell}
      onCell={({ table, row, column }) => look(codes.get(placeKey(table, row, column)) ?? null)}
    />
  )
  return (
    <>
      <div class="heading">
        <h1>{heading}</h1>
        <StatusTag status={status} />
        <p>{path}</p>
        <span class="grow" />
        <a class="button" href={`/v1/documents/${document.document.id}/original`} download>
          {say('original')} ↓
        </a>
      </div>
      <div class="document">
        {pages.length > 0 ? (
          <Viewer id={document.document.id} {...{ pages, page, turnTo, cells, focus, look, choose }} />
        ) : (
          <section class="viewer card" aria-label={say('tables')}>
            <p class="hint">{say('noPages')}</p>
            {tables}
          </section>
        )}
        <section class="side">
          <div class="tabs" role="tablist">
            {TABS.filter((each) => !hidden.includes(each)).map((each) => (
              <button
                key={each}
                type="button"
                role="tab"
                id={`tab-${each}`}
                aria-selected={each === tab}
                aria-controls="tabpanel"
                onClick={() => change('tab', each)}
              >
                {say(each === 'evidence' ? 'evidenceTab' : each)}
                {each === 'problems' && ` ${document.effective?.problems.length ?? 0}`}
                {each === 'findings' && findings.data && ` ${findings.data.findings.length}`}
              </button>
            ))}
          </div>
          <div role="tabpanel" id="tabpanel" aria-labelledby={`tab-${tab}`} class="card">
            {tab === 'values' && (
              <>
                {isOther ? (
                  <ReadTables {...{ document, focus, look, choose }} />
                ) : (
                  <>
                    <p class="hint">{say('chooseValue')}</p>
                    <SheetTables {...{ sheets, values, focus, chosen, look, choose }} />
                  </>
                )}
                {chosen !== null && value && (
                  <ChosenValue
                    {...{ document, sheets, etag, value }}
                    code={chosen}
                    close={() => change('code', null)}
                  />
                )}
              </>
            )}
            {tab === 'problems' && <ProblemsTab document={document} turnTo={turnTo} />}
            {tab === 'findings' && <FindingsTab asked={findings} />}
            {tab === 'checks' && <ChecksTab {...{ document, sheets, values }} />}
            {tab === 'evidence' && <EvidenceTab {...{ document, pages, turnTo }} />}
            {tab === 'tables' && tables}
            {tab === 'history' && <HistoryTab {...{ document, sheets, values }} />}
          </div>
        </section>
      </div>
    </>
  )
}
