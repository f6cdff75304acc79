import { useQuery } from '@tanstack/preact-query'
import { Link } from 'wouter-preact'
import { boxes, histogram, scatter } from '../../overview/charts/values.js'
import { grouped, type Tell } from '../../overview/texts.js'
import type { Five } from '../../overview/statistics.js'
import { api, given, type MainValues } from '../api/client.js'
import { Failure } from '../frame/states.js'
import type { Filter } from '../library/filters.js'
import { useWords } from '../words/language.js'
import { FigureView, type Figure } from './figure.js'
import { toLibrary } from '../library/further-filters.js'

type Distribution = MainValues['distributions'][number]
type Outlier = MainValues['outliers']['first'][number]

/** How the main values are distributed, and what sticks out: counted apart, since it goes through all values. */
export function Values({ filter, tell }: { readonly filter: Filter; readonly tell: Tell }) {
  const { say, language } = useWords()
  const values = useQuery({
    queryKey: ['overview-values', language, filter],
    queryFn: async () => given(api.GET('/v1/overview/values', { params: { query: filter } })),
  })
  if (values.error) return <Failure error={values.error} again={() => void values.refetch()} />
  if (!values.data)
    return (
      <p class="empty" role="status">
        {say('countingValues')}
      </p>
    )
  const { distributions, outliers } = values.data
  if (distributions.length === 0) return null
  return (
    <>
      <section>
        <h2 id="distributions">{tell('distributions')}</h2>
        <p class="hint">{tell('distributionNote')}</p>
        <div class="figures pairs">
          {distributions.flatMap((each) => [
            <FigureView key={`${each.code} size`} figure={bySize(each, tell)} />,
            <FigureView key={`${each.code} year`} figure={byYear(each, tell)} />,
          ])}
        </div>
      </section>
      <section>
        <h2 id="outliers">{tell('outliers')}</h2>
        <p class="hint">{tell('outliersNote')}</p>
        {outliers.total === 0 ? (
          <p class="none">{tell('noOutliers')}</p>
        ) : (
          <>
            <FigureView figure={outlierFigure(outliers.first, tell)} />
            <OutlierTable outliers={outliers} tell={tell} />
          </>
        )}
      </section>
    </>
  )
}

function bySize({ code, label, bins, ...rest }: Distribution, tell: Tell): Figure {
  const details = { median: rest.median, most: rest.largest, zero: rest.zero, count: rest.reports }
  return {
    ...{ title: tell('histogramOf', { label }), summary: tell('summaryValue', details), chart: histogram(bins) },
    head: [tell('range'), tell('reports')],
    rows: bins.map((bin) => [{ text: bin.label }, { text: bin.count, to: toBin(code, bin) }]),
    pick: ({ place }) => toBin(code, bins[place]),
  }
}

/** The documents of a bin; null where it has none. */
const toBin = (code: string, bin: Distribution['bins'][number] | undefined): string | null =>
  bin && bin.count > 0 ? toLibrary({ current: 'true', value: `${code}:${bin.from ?? ''}:${bin.below}` }) : null

const fiveOf = ([low = 0, q1 = 0, middle = 0, q3 = 0, high = 0]: readonly number[]): Five => [low, q1, middle, q3, high]

function byYear({ label, years }: Distribution, tell: Tell): Figure {
  const names = years.map(({ year }) => String(year))
  const data = years.map(({ quantiles }) => fiveOf(quantiles))
  return {
    ...{ title: tell('quartilesOf', { label }), chart: boxes(names, data) },
    head: [tell('year'), '10 %', '25 %', tell('median'), '75 %', '90 %'],
    rows: years.map(({ year, quantiles }) => [
      { text: String(year), to: toLibrary({ year }) },
      ...quantiles.map((value) => ({ text: Math.round(10 * value) / 10 })),
    ]),
    pick: ({ place }) => toLibrary({ year: years[place]?.year ?? null }),
  }
}

const valueOf = ({ id, code }: Outlier): string => `/documents/${id}?code=${code}`

function outlierFigure(outliers: readonly Outlier[], tell: Tell): Figure {
  const names = new Map([
    ['organ', tell('againstOrgan')],
    ['all', tell('againstAll')],
  ] as const)
  return {
    title: tell('outlierChart'),
    chart: scatter(outliers, { usual: tell('usual'), printed: tell('printed'), of: names }),
    pick: ({ place, layer }) => {
      const found = outliers.filter(({ against }) => names.get(against) === layer)[place]
      return found ? valueOf(found) : null
    },
    head: [tell('document'), tell('value'), tell('printed'), tell('usual')],
    rows: outliers.map((each) => [
      ...[{ text: each.path, to: valueOf(each) }, { text: each.label }, { text: each.value }, { text: each.usual }],
    ]),
  }
}

function OutlierTable({ outliers, tell }: { readonly outliers: MainValues['outliers']; readonly tell: Tell }) {
  const { say } = useWords()
  const head = ['organ', 'year', 'value', 'printed', 'usual', 'factor', 'compared', 'document'] as const
  return (
    <div class="card scroll tall" tabIndex={0} role="region" aria-label={tell('outliers')}>
      <table class="numbers">
        <thead>
          <tr>
            {head.map((each) => (
              <th key={each} scope="col">
                {tell(each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outliers.first.map((each) => (
            <tr key={`${each.id} ${each.code}`}>
              <td>{each.organ}</td>
              <td>{each.year}</td>
              <td>{each.label}</td>
              <td class="number">
                <Link href={valueOf(each)} title={say('openValue')}>
                  {grouped(each.value)}
                </Link>
                {each.flagged && <span class="flag">{tell('flaggedMark')}</span>}
              </td>
              <td class="number">{grouped(each.usual)}</td>
              <td class="number">{`${each.score > 0 ? '+' : '−'}${Math.abs(each.score).toFixed(1)}`}</td>
              <td>{tell(each.against === 'organ' ? 'againstOrgan' : 'againstAll')}</td>
              <td class="path">{each.path}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {outliers.total > outliers.first.length && (
        <p class="hint">{tell('andMore', { count: outliers.total - outliers.first.length })}</p>
      )}
    </div>
  )
}
