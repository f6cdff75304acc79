import { QueryClient, QueryClientProvider } from '@tanstack/preact-query'
import { render } from 'preact'
import { ApiError } from './api/client.js'
import { App } from './frame/app.js'
import './styles/base.css'
import './styles/parts.css'
import './styles/doubts.css'
import './styles/document.css'
import './styles/document-tabs.css'
import './styles/library.css'
import { LanguageProvider } from './words/language.js'

/** Repeats what failed for want of a connection, and nothing that the server refused. */
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status > 0),
    },
  },
})

const root = document.getElementById('app')
if (root)
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <App />
      </LanguageProvider>
    </QueryClientProvider>,
    root,
  )
