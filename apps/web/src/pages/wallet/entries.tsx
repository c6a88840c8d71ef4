/** Every movement of one's credits, with the reason in a sentence. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { WalletEntry } from '@agent-arena/contracts'
import { entriesQuery } from '../../api/queries.ts'
import { useNow } from '../../api/now.ts'
import { ago, credits, signedCredits } from '../../words/format.ts'
import { Icon, type IconName } from '../../parts/bits/icon.tsx'
import { ProblemNotice } from '../../parts/bits/notice.tsx'
import { SkeletonLines } from '../../parts/bits/skeleton.tsx'
import { placeOf } from './place.ts'
import { ShowEarlier } from './show-earlier.tsx'

const icons: Readonly<Record<WalletEntry['reason'], IconName>> = {
  grant: 'coin',
  stake: 'ticket',
  payout: 'trophy',
  refund: 'switch',
  fee: 'coin',
  refill: 'coin',
  reversal: 'switch',
  shortfall: 'switch',
  repayment: 'switch',
  credits: 'coin',
}

const Entry = ({ entry, now }: { readonly entry: WalletEntry; readonly now: number }) => {
  const place = placeOf(entry)
  return (
    <li className="entry" data-sign={Math.sign(entry.amount)}>
      <span className="feed-icon">
        <Icon name={icons[entry.reason] ?? 'coin'} size={16} />
      </span>
      <div className="entry-words">
        <p>{entry.text}</p>
        <p className="quiet">
          {ago(entry.at, now)}
          {place && (
            <>
              {' · '}
              <Link href={place}>Go there</Link>
            </>
          )}
        </p>
      </div>
      <div className="entry-figures figures">
        <strong>{signedCredits(entry.amount)}</strong>
        <span className="quiet">{credits(entry.balance)}</span>
      </div>
    </li>
  )
}

export const Entries = () => {
  const query = useInfiniteQuery(entriesQuery)
  const { data, error, refetch } = query
  const now = useNow()
  return (
    <section className="panel" aria-labelledby="entries">
      <h2 id="entries">Why did my balance change?</h2>
      {error && !data && <ProblemNotice problem={error} retry={() => void refetch()} />}
      {!data && !error && <SkeletonLines lines={6} />}
      {data && (
        <ol className="entries">
          {data.pages
            .flatMap(({ items }) => items)
            .map((entry) => (
              <Entry key={entry.id} entry={entry} now={now} />
            ))}
        </ol>
      )}
      <ShowEarlier query={query} what="movements" />
    </section>
  )
}
