/** The strip beneath the big screen: what the agent thinks at this moment, and did last. */
import type { FeedItem } from '@agent-arena/contracts'
import { Icon } from '../../parts/bits/icon.tsx'
import { sentenceOf } from '../../parts/feed/sentence.ts'

const lastOf = (items: readonly FeedItem[], kind: FeedItem['kind']) => items.findLast((item) => item.kind === kind)

export const LowerThird = ({ items }: { readonly items: readonly FeedItem[] }) => {
  const thought = lastOf(items, 'reasoning')
  const deed = lastOf(items, 'browser_action')
  if (!thought && !deed) return null
  return (
    <div className="lower-third">
      {thought && <p className="lower-third-thought">{sentenceOf(thought).text}</p>}
      {deed && (
        <p className="lower-third-deed">
          <Icon name="cursor" size={15} />
          {sentenceOf(deed).text}
        </p>
      )}
    </div>
  )
}
