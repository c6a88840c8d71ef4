/** The activity tape beside the wall. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { recentQuery } from '../../api/queries.ts'
import { timeOfDay } from '../../words/format.ts'
import { Icon } from '../../parts/bits/icon.tsx'
import { SkeletonLines } from '../../parts/bits/skeleton.tsx'
import { sentenceOf } from '../../parts/feed/sentence.ts'
import { type Place, placeOf, tapeOf } from './tape.ts'

const SHOWN = 16

export const Activity = ({ places }: { readonly places: ReadonlyMap<string, Place> }) => {
  const { data, isPending } = useQuery(recentQuery)
  const entries = tapeOf(data?.items ?? [], SHOWN)
  return (
    <aside className="panel activity" aria-labelledby="activity">
      <h2 id="activity">Activity</h2>
      {isPending && <SkeletonLines lines={8} />}
      {!isPending && entries.length === 0 && (
        <p className="quiet">Nothing has happened yet. Bets, progress and verdicts appear here.</p>
      )}
      <ol>
        {entries.map(({ key, item }) => {
          const { icon, text, tone } = sentenceOf(item)
          const place = placeOf(item, places)
          return (
            <li key={key} data-tone={tone} data-kind={item.kind}>
              <span className="feed-icon">
                <Icon name={icon} size={15} />
              </span>
              <div className="feed-words">
                <p>{text}</p>
                <p className="feed-detail">
                  {place && <Link href={place.href}>{place.title}</Link>}
                  <time className="figures" dateTime={item.at}>
                    {timeOfDay(item.at)}
                  </time>
                </p>
              </div>
            </li>
          )
        })}
      </ol>
    </aside>
  )
}
