/** Compares the books with the log, all from one snapshot; it reads only. */
import type { BookDifference, Reconciliation } from '@agent-arena/contracts'
import { clockOf, firstRow, inTransaction, type Database } from '@agent-arena/event-store'
import type { Pool } from 'pg'
import { accountStream, HOUSE } from '../account/ledger.ts'
import { marketStream } from '../market/market.state.ts'
import * as sql from './audit.sql.ts'
import {
  balanceDifference,
  belowZero,
  betDifference,
  entryDifference,
  grantDifference,
  leftover,
  marketDifference,
  placingDifference,
  poolDifference,
  standingDifference,
  totalDifference,
  type Compared,
  type ComparedBet,
  type ComparedEntry,
  type ComparedPool,
  type ComparedStanding,
  type ComparedTerms,
  type CountedGrant,
} from './differences.ts'
import { allPaidDifferences, paidDifferences, PAYER } from './paid-records.ts'
import { rowsOf } from './rows-of.ts'

/** As the views call themselves. */
const VIEWS = ['balances', 'wallet-entries', 'bets', 'markets'] as const

/** So many are told: who has more has one cause. */
const MOST_DIFFERENCES = 1000

/** One market, or all of them; where in the log their events begin, and the streams of the accounts that take part. */
interface Scope {
  readonly marketId: string | null
  readonly from: number
  readonly accountStreams: readonly string[] | null
}

const everything: Scope = { marketId: null, from: 0, accountStreams: null }

/** How far each view, and who pays, has come in this snapshot. */
const checkpointsOf = async (db: Database) => {
  const rows = await rowsOf<{ reader: string; position: string }>(db, sql.readCheckpoints, [[...VIEWS, PAYER]])
  const positions = new Map(rows.map(({ reader, position }) => [reader, Number(position)]))
  return (name: string) => positions.get(name) ?? 0
}
type Checkpoints = Awaited<ReturnType<typeof checkpointsOf>>

const differencesIn = async (
  db: Database,
  positionOf: Checkpoints,
  { marketId, from, accountStreams }: Scope,
): Promise<readonly BookDifference[]> => {
  const ofMarkets = (view: (typeof VIEWS)[number]) => [positionOf(view), marketId, from]
  const upTo = (view: (typeof VIEWS)[number]) => [...ofMarkets(view), accountStreams]
  const balances = await rowsOf<Compared>(db, sql.readBalanceDifferences, upTo('balances'))
  const below = await rowsOf<Compared>(db, sql.readBelowZero, [marketId, positionOf('balances')])
  const bets = await rowsOf<ComparedBet>(db, sql.readBetDifferences, upTo('bets'))
  const placings = await rowsOf<ComparedTerms>(db, sql.readPlacingDifferences, ofMarkets('bets'))
  const standings = await rowsOf<ComparedStanding>(db, sql.readStandingDifferences, upTo('bets'))
  const markets = await rowsOf<Compared>(db, sql.readMarketDifferences, ofMarkets('markets'))
  const pools = await rowsOf<ComparedPool>(db, sql.readPoolDifferences, ofMarkets('markets'))
  return [
    ...balances.map(balanceDifference),
    ...below.map(belowZero),
    ...bets.map(betDifference),
    ...placings.map(placingDifference),
    ...standings.map(standingDifference),
    ...markets.map(marketDifference),
    ...pools.map(poolDifference),
  ]
}

/** What is nobody's market alone: wallets, grants, and credits that nobody will pay out any more. A market that is about to pay still holds them. */
const differencesBeyond = async (db: Database, positionOf: Checkpoints): Promise<readonly BookDifference[]> => {
  const entries = await rowsOf<ComparedEntry>(db, sql.readEntryDifferences, [positionOf('wallet-entries')])
  const grants = await rowsOf<CountedGrant>(db, sql.readGrantDifferences, [positionOf('balances')])
  const leftovers = await rowsOf<Compared>(db, sql.readLeftovers, [null, positionOf(PAYER)])
  return [...entries.map(entryDifference), ...grants.map(grantDifference), ...leftovers.map(leftover)]
}

/** What is read inside sees one moment, whatever is written meanwhile. */
const inSnapshot = <T>(pool: Pool, read: (db: Database) => Promise<T>): Promise<T> =>
  inTransaction(pool, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only')
    return read(client)
  })

interface Totals {
  readonly accounts: number
  readonly total: string
  readonly markets: number
  readonly bets: number
}

export const reconcile = (pool: Pool): Promise<Reconciliation> =>
  inSnapshot(pool, async (db) => {
    const at = (await clockOf(db)).toISOString()
    const { total: sum, ...counts } = firstRow(await rowsOf<Totals>(db, sql.readTotals))
    const total = Number(sum)
    const positionOf = await checkpointsOf(db)
    const differences = [
      ...totalDifference(total),
      ...(await differencesIn(db, positionOf, everything)),
      ...(await allPaidDifferences(db, { payer: positionOf(PAYER), bets: positionOf('bets') })),
      ...(await differencesBeyond(db, positionOf)),
    ]
    return { at, position: positionOf('balances'), total, ...counts, differences: differences.slice(0, MOST_DIFFERENCES) }
  })

/** What differs in one market: its pools and bets; and what it paid, where the position of a settlement that is paid is given. */
export const marketDifferences = (pool: Pool, marketId: string, settledAt?: number): Promise<readonly BookDifference[]> =>
  inSnapshot(pool, async (db) => {
    const stream = marketStream(marketId)
    const [opening] = await rowsOf<{ position: string }>(db, sql.readOpening, [stream])
    const bettors = await rowsOf<{ id: string }>(db, sql.readBettors, [stream])
    const accountStreams = [HOUSE, ...bettors.map(({ id }) => id)].map(accountStream)
    const scope = { marketId, from: Number(opening?.position ?? 0), accountStreams }
    const paid = settledAt === undefined ? [] : await paidDifferences(db, marketId, settledAt)
    return [...(await differencesIn(db, await checkpointsOf(db), scope)), ...paid]
  })
