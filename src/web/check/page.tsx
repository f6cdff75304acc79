import { useRef, useState } from 'preact/hooks'
import { ApiError, type Checked } from '../api/client.js'
import { FindingItem } from '../findings/item.js'
import '../styles/findings.css'
import { useWords } from '../words/language.js'
import { checkDrafts, saveList, type Drafts } from './asked.js'
import { DropPlace } from './drop.js'

const FORMATS = [
  ['docx', 'asWord'],
  ['xlsx', 'asExcel'],
  ['html', 'asPage'],
] as const

/** A clerk’s page: a draft and last year’s report in, the list of problems out. Nothing is kept, in the browser neither. */
export function CheckPage() {
  const { say, language } = useWords()
  const spoken = language === 'zh' ? 'zh-CN' : 'en'
  const [report, setReport] = useState<File | null>(null)
  const [lastYear, setLastYear] = useState<File | null>(null)
  const [result, setResult] = useState<{ readonly drafts: Drafts; readonly checked: Checked } | null>(null)
  const [error, setError] = useState('')
  const [isBusy, setBusy] = useState(false)
  const answer = useRef<HTMLHeadingElement>(null)
  const run = async (doing: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setError('')
    try {
      await doing()
    } catch (cause) {
      const isRefusal = cause instanceof ApiError && cause.status > 0
      setError(isRefusal ? `${cause.message} ${cause.remedy}` : say('unreachable'))
    } finally {
      setBusy(false)
    }
  }
  const check = async (): Promise<void> => {
    if (!report) return
    const drafts = { report, lastYear }
    await run(async () => {
      setResult(null)
      setResult({ drafts, checked: await checkDrafts(drafts, spoken) })
      requestAnimationFrame(() => answer.current?.focus())
    })
  }
  const taken = (set: (file: File | null) => void) => (file: File | null) => {
    set(file)
    setResult(null)
    setError('')
  }
  return (
    <div class="checkpage">
      <div class="heading">
        <h1>{say('checkPage')}</h1>
      </div>
      <p>{say('checkLead')}</p>
      <p class="hint">{say('checkPrivate')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void check()
        }}
      >
        <div class="dropplaces">
          <DropPlace title={say('thisYear')} file={report} take={taken(setReport)} />
          <DropPlace title={say('lastYearDraft')} file={lastYear} take={taken(setLastYear)} />
        </div>
        <button class="main" disabled={!report || isBusy}>
          {isBusy && !result ? say('checking') : say(result ? 'checkAgain' : 'checkNow')}
        </button>
      </form>
      {error !== '' && <p role="alert">{error}</p>}
      {result && (
        <section aria-live="polite">
          <h2 tabIndex={-1} ref={answer}>
            {say('reportOn', {
              organ: result.checked.organ ?? say('unknownOrgan'),
              year: result.checked.year ?? '–',
            })}
          </h2>
          <Counts checked={result.checked} />
          {result.checked.lastYearRead === false && (
            <p role="alert">{say('lastYearUnread', { name: result.checked.lastYear ?? '' })}</p>
          )}
          <p class="downloads">
            {say('listAs')}
            {FORMATS.map(([format, words]) => (
              <button
                key={format}
                type="button"
                disabled={isBusy}
                onClick={() => void run(async () => saveList(result.drafts, format, spoken, say('listTitle')))}
              >
                {say(words)} ↓
              </button>
            ))}
          </p>
          <ul class="findinglist">
            {result.checked.findings.map((finding, place) => (
              <FindingItem key={place} finding={finding} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

/** How many of each severity, or that there is nothing. */
function Counts({ checked: { findings } }: { readonly checked: Checked }) {
  const { say } = useWords()
  if (findings.length === 0)
    return (
      <p class="clean">
        <strong>{say('checkClean')}</strong> {say('checkCleanHint')}
      </p>
    )
  return (
    <p class="severities">
      {(['must', 'check', 'note'] as const).map((severity) => {
        const count = findings.filter((each) => each.severity === severity).length
        return count > 0 && <span key={severity} class={`severity ${severity}`}>{`${say(severity)} ${count}`}</span>
      })}
    </p>
  )
}
