/** One thing that happened, as a line of the feed. */
import { memo } from 'react'
import { timeOfDay } from '../../words/format.ts'
import { Icon } from '../bits/icon.tsx'
import type { Row } from './filter.ts'
import { sentenceOf } from './sentence.ts'

export const FeedRow = memo(({ item, odds }: Row) => {
  const { icon, text, detail, tone } = sentenceOf(item)
  const moved = odds && sentenceOf(odds).text
  return (
    <li className="feed-row" data-kind={item.kind} data-tone={tone}>
      <span className="feed-icon">
        <Icon name={icon} size={16} />
      </span>
      <div className="feed-words">
        <p>{text}</p>
        {detail && <p className="feed-detail">{detail}</p>}
        {moved && <p className="feed-detail figures">{moved}</p>}
      </div>
      <time className="feed-time figures" dateTime={item.at}>
        {timeOfDay(item.at)}
      </time>
    </li>
  )
})
FeedRow.displayName = 'FeedRow'
