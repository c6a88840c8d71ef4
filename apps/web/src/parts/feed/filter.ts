/** Which feed items are shown: by group of kinds, odds folded into the bets that moved them, the newest few hundred. */
import { endedStatuses, type FeedItem, type FeedKind } from '@agent-arena/contracts'

export const groups = {
  thinking: { label: 'Reasoning', kinds: ['reasoning', 'memory'] },
  actions: { label: 'Actions', kinds: ['browser_action', 'tool', 'email', 'payment', 'screenshot', 'model_switch', 'error'] },
  run: { label: 'Progress', kinds: ['status', 'progress', 'verdict'] },
  market: { label: 'Bets & odds', kinds: ['bet', 'odds', 'lock', 'settlement'] },
  crowd: { label: 'Crowd', kinds: ['prompt', 'credits'] },
} as const satisfies Record<string, { readonly label: string; readonly kinds: readonly FeedKind[] }>

export type Group = keyof typeof groups

const groupNames = Object.keys(groups) as readonly Group[]

const groupOfKind = new Map<FeedKind, Group>(
  groupNames.flatMap((group) => groups[group].kinds.map((kind) => [kind, group] as const)),
)

const ended: ReadonlySet<unknown> = new Set(endedStatuses)

/** The end of a run is told twice, as a status and as a verdict with the same cause; the verdict is enough. */
export const isToldByVerdict = ({ kind, data }: Pick<FeedItem, 'kind' | 'data'>) => kind === 'status' && ended.has(data['status'])

const ofOneMarket = (left: FeedItem, right: FeedItem) => left.data['marketId'] === right.data['marketId']

/** A line of the feed; a bet carries the odds that it moved. */
export interface Row {
  readonly item: FeedItem
  readonly odds?: FeedItem
}

/** Odds are told with the bet before them; of odds that follow each other only the last are told. */
const folded = (items: readonly FeedItem[]): readonly Row[] => {
  const rows: Row[] = []
  for (const item of items) {
    const last = rows.at(-1)
    const follows = item.kind === 'odds' && last && ofOneMarket(last.item, item)
    if (follows && last.item.kind === 'bet') rows[rows.length - 1] = { item: last.item, odds: item }
    else if (follows && last.item.kind === 'odds') rows[rows.length - 1] = { item }
    else rows.push({ item })
  }
  return rows
}

/** The newest `limit` lines of the chosen groups; none chosen means all. */
export const shownRows = (items: readonly FeedItem[], chosen: ReadonlySet<Group>, limit: number): readonly Row[] => {
  const wanted = (item: FeedItem) => chosen.size === 0 || chosen.has(groupOfKind.get(item.kind) ?? 'run')
  return folded(items.filter((item) => wanted(item) && !isToldByVerdict(item))).slice(-limit)
}

/** Kinds that are announced to people who listen instead of look. */
const announced: ReadonlySet<FeedKind> = new Set(['lock', 'verdict', 'settlement'])

export const lastAnnounced = (items: readonly FeedItem[]) => items.findLast(({ kind }) => announced.has(kind))
