/** The activity tape: what happened lately all over the arena, each thing once. */
import type { FeedKind, Lobby, RecentItem } from '@agent-arena/contracts'
import { isToldByVerdict } from '../../parts/feed/filter.ts'

const told: ReadonlySet<FeedKind> = new Set([
  'status',
  'progress',
  'bet',
  'lock',
  'verdict',
  'settlement',
  'payment',
  'email',
  'model_switch',
  'prompt',
  'credits',
])

/** A bet, lock or settlement of a match stands in the feed of every contestant: it is one and the same thing. */
const identityOf = ({ sandboxId, seq, kind, data }: RecentItem) => {
  if (kind === 'bet') return `bet:${String(data['betId'] ?? `${sandboxId}:${seq}`)}`
  if (kind === 'lock' || kind === 'settlement') return `${kind}:${String(data['marketId'] ?? `${sandboxId}:${seq}`)}`
  return `${sandboxId}:${seq}`
}

export interface Place {
  readonly href: string
  readonly title: string
}

/** Where things happen, by the ids of sandboxes and of the markets of matches. */
export const placesOf = ({ matches, sandboxes }: Pick<Lobby, 'matches' | 'sandboxes'>): ReadonlyMap<string, Place> =>
  new Map<string, Place>([
    ...[...matches.flatMap((match) => match.sandboxes), ...sandboxes].map(
      ({ id, title }) => [id, { href: `/sandboxes/${id}`, title }] as const,
    ),
    ...matches.map(({ id, marketId, title }) => [marketId, { href: `/matches/${id}`, title }] as const),
  ])

/** What happens to the market of a match belongs to the match, not to the contestant in whose feed it stands. */
export const placeOf = ({ data, sandboxId }: RecentItem, places: ReadonlyMap<string, Place>) =>
  places.get(String(data['marketId'])) ?? places.get(sandboxId)

export interface TapeEntry {
  readonly key: string
  readonly item: RecentItem
}

/** The feeds come one behind the other, so that what is told last is not what happened last. */
const newestFirst = (items: readonly RecentItem[]) => items.toSorted((left, right) => Date.parse(right.at) - Date.parse(left.at))

export const tapeOf = (items: readonly RecentItem[], limit: number): readonly TapeEntry[] => {
  const entries = new Map<string, TapeEntry>()
  for (const item of newestFirst(items)) {
    const key = identityOf(item)
    if (told.has(item.kind) && !isToldByVerdict(item) && !entries.has(key)) entries.set(key, { key, item })
  }
  return [...entries.values()].slice(0, limit)
}
