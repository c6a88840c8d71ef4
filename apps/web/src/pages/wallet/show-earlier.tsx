/** The way to what a list does not show yet, as long as there is any. */
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { problemText } from '../../words/problem.ts'
import { Refusal } from '../../parts/bits/refusal.tsx'

interface ShowEarlierProps {
  readonly query: Pick<
    UseInfiniteQueryResult,
    'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage' | 'error'
  >
  readonly what: 'bets' | 'movements'
}

export const ShowEarlier = ({ query, what }: ShowEarlierProps) => {
  if (!query.hasNextPage) return null
  const { isFetchingNextPage: isPending } = query
  return (
    <div className="show-earlier">
      {query.isFetchNextPageError && <Refusal text={problemText(query.error)} />}
      <button
        type="button"
        className="button button-wide"
        aria-disabled={isPending}
        onClick={() => isPending || void query.fetchNextPage()}
      >
        {isPending ? 'Loading…' : `Show earlier ${what}`}
      </button>
    </div>
  )
}
