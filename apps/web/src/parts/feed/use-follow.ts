/** Keeps a list at its newest end, until its reader scrolls away; then leaves it alone until asked back. */
import { useCallback, useLayoutEffect, useRef, useState } from 'react'

/** Within this distance of the end the reader counts as following. */
const NEAR_PX = 48

const FOLLOWING = Number.POSITIVE_INFINITY

export const useFollow = (lastSeq: number) => {
  const list = useRef<HTMLDivElement>(null)
  /** The last item that was there when the reader scrolled away. */
  const [leftAt, setLeftAt] = useState(FOLLOWING)
  const following = leftAt === FOLLOWING

  const toEnd = useCallback(() => {
    const element = list.current
    if (element) element.scrollTop = element.scrollHeight
  }, [])
  const onScroll = () => {
    const element = list.current
    if (!element) return
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX
    if (atEnd) setLeftAt(FOLLOWING)
    else if (following) setLeftAt(lastSeq)
  }
  const follow = () => {
    setLeftAt(FOLLOWING)
    toEnd()
  }
  useLayoutEffect(() => {
    if (following && lastSeq > 0) toEnd()
  }, [following, lastSeq, toEnd])

  return { list, following, onScroll, follow, unseen: following ? 0 : Math.max(0, lastSeq - leftAt) }
}
