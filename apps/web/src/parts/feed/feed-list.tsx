/** The feed as a log: filters above, newest at the bottom, and a way back for those who scrolled up. */
import { useMemo, useState } from 'react'
import { plural } from '../../words/format.ts'
import { Icon } from '../bits/icon.tsx'
import { SkeletonLines } from '../bits/skeleton.tsx'
import type { Feed } from './feed.reducer.ts'
import { FeedRow } from './feed-row.tsx'
import { type Group, groups, lastAnnounced, shownRows } from './filter.ts'
import { sentenceOf } from './sentence.ts'
import { useFollow } from './use-follow.ts'

const SHOWN = 300

const toggled = (chosen: ReadonlySet<Group>, group: Group) => {
  const next = new Set(chosen)
  if (!next.delete(group)) next.add(group)
  return next
}

interface FilterProps {
  readonly chosen: ReadonlySet<Group>
  readonly choose: (chosen: ReadonlySet<Group>) => void
}

const Filter = ({ chosen, choose }: FilterProps) => (
  <fieldset className="feed-filter">
    <legend className="visually-hidden">Show only</legend>
    <button type="button" className="chip" aria-pressed={chosen.size === 0} onClick={() => choose(new Set())}>
      All
    </button>
    {(Object.keys(groups) as Group[]).map((group) => (
      <button
        key={group}
        type="button"
        className="chip"
        aria-pressed={chosen.has(group)}
        onClick={() => choose(toggled(chosen, group))}
      >
        {groups[group].label}
      </button>
    ))}
  </fieldset>
)

/** Tells those who listen of locks, verdicts and settlements only; everything would be a flood. */
const Announcer = ({ items }: Pick<Feed, 'items'>) => {
  const item = lastAnnounced(items)
  return (
    <p className="visually-hidden" aria-live="polite">
      {item && sentenceOf(item).text}
    </p>
  )
}

export const FeedList = ({ feed, waiting }: { readonly feed: Feed; readonly waiting: string }) => {
  const [chosen, choose] = useState<ReadonlySet<Group>>(new Set())
  const [limit, setLimit] = useState(SHOWN)
  const { list, following, onScroll, follow, unseen } = useFollow(feed.lastSeq)
  const rows = useMemo(() => shownRows(feed.items, chosen, limit), [feed.items, chosen, limit])
  return (
    <section className="panel feed" aria-labelledby="feed-title">
      <header className="feed-head">
        <h2 id="feed-title">Play by play</h2>
        <Filter chosen={chosen} choose={choose} />
      </header>
      <Announcer items={feed.items} />
      <div
        className="feed-scroll"
        ref={list}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        aria-labelledby="feed-title"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {rows.length >= limit && (
          <button type="button" className="button button-plain" onClick={() => setLimit(limit + SHOWN)}>
            Show earlier
          </button>
        )}
        {feed.items.length === 0 && (
          <div className="feed-empty">
            <p>{waiting}</p>
            <SkeletonLines lines={4} />
          </div>
        )}
        {feed.items.length > 0 && rows.length === 0 && <p className="feed-empty">Nothing of this kind so far.</p>}
        <ol>
          {rows.map((row) => (
            <FeedRow key={row.item.seq} {...row} />
          ))}
        </ol>
      </div>
      {!following && (
        <button type="button" className="feed-follow" onClick={follow}>
          <Icon name="down" size={16} />
          {unseen > 0 ? `${plural(unseen, 'new step')}, follow` : 'Follow'}
        </button>
      )}
    </section>
  )
}
