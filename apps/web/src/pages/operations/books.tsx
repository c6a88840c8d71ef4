/** The books against the log: what was compared, what differs, and which payouts wait because of it. */
import { useQuery } from '@tanstack/react-query'
import type { Reconciliation } from '@agent-arena/contracts'
import { useNow } from '../../api/now.ts'
import { ago, credits, grouped, plural } from '../../words/format.ts'
import { Figure } from '../../parts/bits/figure.tsx'
import { Icon } from '../../parts/bits/icon.tsx'
import { ProblemNotice } from '../../parts/bits/notice.tsx'
import { SkeletonLines } from '../../parts/bits/skeleton.tsx'
import { reconciliationQuery } from '../../parts/operator/operator-queries.ts'
import { parkedPayoutsOf, type Readings } from '../../parts/operator/readings.ts'

const MOST_TOLD = 1000

const Differences = ({ differences }: Pick<Reconciliation, 'differences'>) => (
  <>
    <ul className="differences">
      {differences.map(({ kind, id, text }) => (
        <li key={`${kind} ${id}`}>{text}</li>
      ))}
    </ul>
    {differences.length >= MOST_TOLD && <p className="quiet">There may be more: at most {grouped(MOST_TOLD)} are told.</p>}
    <p className="quiet">
      Nothing is repaired by itself, and a market whose books differ pays nothing until somebody has seen to it. Find the cause,
      mend it, then let the market pay: <code>arena dead retry</code>.
    </p>
  </>
)

const Found = ({ found, readings }: { readonly found: Reconciliation; readonly readings: Readings | undefined }) => {
  const now = useNow()
  const { accounts, markets, bets, total, differences, at } = found
  const parked = readings?.differences === undefined ? undefined : parkedPayoutsOf(readings)
  return (
    <>
      <p className="verify-verdict" data-tone={differences.length === 0 ? 'good' : 'bad'} aria-live="polite">
        {differences.length === 0
          ? 'The books are right.'
          : `${plural(differences.length, 'difference')} between the books and the log.`}
        <span className="quiet">{` Looked ${ago(at, now)}.`}</span>
      </p>
      <dl className="figure-list">
        <Figure name="Accounts" value={grouped(accounts)} />
        <Figure name="Markets" value={grouped(markets)} />
        <Figure name="Bets" value={grouped(bets)} />
        <Figure name="Sum of all accounts" value={credits(total)} isBad={total !== 0} />
        {parked !== undefined && <Figure name="Parked payouts" value={grouped(parked)} isBad={parked > 0} />}
      </dl>
      {differences.length > 0 && <Differences differences={differences} />}
    </>
  )
}

export const Books = ({ readings }: { readonly readings: Readings | undefined }) => {
  const { data, error, isFetching, refetch } = useQuery(reconciliationQuery)
  return (
    <section className="panel operations-panel" aria-labelledby="books">
      <h2 id="books">The books</h2>
      {data && <Found found={data} readings={readings} />}
      {error && !data && <ProblemNotice problem={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonLines lines={4} />}
      {data && (
        <button type="button" className="button" aria-disabled={isFetching} onClick={() => isFetching || void refetch()}>
          <Icon name="check" />
          {isFetching ? 'Comparing with the log…' : 'Compare again'}
        </button>
      )}
    </section>
  )
}
