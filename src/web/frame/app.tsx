import { useQuery } from '@tanstack/preact-query'
import { lazy, Suspense } from 'preact/compat'
import { Route, Switch } from 'wouter-preact'
import { api, ApiError, given } from '../api/client.js'
import { LibraryPage } from '../library/page.js'
import { useWords } from '../words/language.js'
import { Frame } from './frame.js'
import { LoginPage } from './login.js'
import { SessionContext } from './session.js'
import { Failure, Loading } from './states.js'

/** Pages beyond the first are loaded when they are opened. */
const DoubtsPage = lazy(async () => (await import('../doubts/page.js')).DoubtsPage)
const DocumentPage = lazy(async () => (await import('../document/page.js')).DocumentPage)
const DatasetsPage = lazy(async () => (await import('../datasets/page.js')).DatasetsPage)
const FindingsPage = lazy(async () => (await import('../findings/page.js')).FindingsPage)
const CheckPage = lazy(async () => (await import('../check/page.js')).CheckPage)
const OverviewPage = lazy(async () => (await import('../overview/page.js')).OverviewPage)
const BatchesPage = lazy(async () => (await import('../batches/page.js')).BatchesPage)
const ApiPage = lazy(async () => (await import('../api/page.js')).ApiPage)

/** All pages, for those who are logged in. */
export function App() {
  const { say } = useWords()
  const session = useQuery({
    queryKey: ['session'],
    queryFn: async () => given(api.GET('/v1/session')),
    staleTime: Infinity,
  })
  if (location.pathname === '/docs')
    return (
      <Frame>
        <Suspense fallback={<Loading />}>
          <ApiPage />
        </Suspense>
      </Frame>
    )
  if (session.error instanceof ApiError && [401, 403].includes(session.error.status)) return <LoginPage />
  if (session.error) return <Failure error={session.error} again={() => void session.refetch()} />
  if (!session.data) return <Loading />
  return (
    <SessionContext.Provider value={session.data}>
      <Frame>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/" component={LibraryPage} />
            <Route path="/login" component={LibraryPage} />
            <Route path="/doubts" component={DoubtsPage} />
            <Route path="/documents/:id">{({ id }) => <DocumentPage key={id} id={id} />}</Route>
            <Route path="/findings" component={FindingsPage} />
            <Route path="/check" component={CheckPage} />
            <Route path="/overview" component={OverviewPage} />
            <Route path="/batches" component={BatchesPage} />
            <Route path="/datasets" component={DatasetsPage} />
            <Route>
              <p class="empty">{say('notFound')}</p>
            </Route>
          </Switch>
        </Suspense>
      </Frame>
    </SessionContext.Provider>
  )
}
