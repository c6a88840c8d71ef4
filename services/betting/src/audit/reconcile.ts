/** Compares the books with the log, all from one snapshot; it reads only. */
import type { BookDifference, Reconciliation } from '@agent-arena/contracts'
import { clockOf, firstRow, inTransaction, type Database } from '@agent-arena/event-store'
import type { Pool } from 'pg'
import { marketStream } from '../market/market.state.ts'
import * as sql from './audit.sql.ts'
import {
  balanceDifference,
  belowZero,
  betDifference,
  entryDifferences,
  leftover,
  totalDifference,
  type Compared,
  type ComparedBet,
} from './differences.ts'

/** As the views call themselves. */
const VIEWS = ['balances', 'wallet-entries', 'bets'] as const

/** One market, or all of them; and where in the log their events begin. */
interface Scope {
  readonly marketId: string | null
  readonly from: number
}

const everything: Scope = { marketId: null, from: 0 }

const rowsOf = async <R extends object>(
  db: Database,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly R[]> => (await db.query<R>(statement, [...values])).rows

/** How far each view has come in this snapshot. */
const checkpointsOf = async (db: Database) => {
  const rows = await rowsOf<{ reader: string; position: string }>(db, sql.readCheckpoints, [VIEWS])
  const positions = new Map(rows.map(({ reader, position }) => [reader, Number(position)]))
  return (view: (typeof VIEWS)[number]) => positions.get(view) ?? 0
}

const differencesIn = async (db: Database, { marketId, from }: Scope): Promise<readonly BookDifference[]> => {
  const shownBy = await checkpointsOf(db)
  const upTo = (view: (typeof VIEWS)[number]) => [shownBy(view), marketId, from]
  const balances = await rowsOf<Compared>(db, sql.readBalanceDifferences, upTo('balances'))
  const below = await rowsOf<Compared>(db, sql.readBelowZero, [marketId])
  const entries =
    marketId === null
      ? await rowsOf<Compared & { last: string | null }>(db, sql.readEntryDifferences, upTo('wallet-entries'))
      : []
  const bets = await rowsOf<ComparedBet>(db, sql.readBetDifferences, upTo('bets'))
  return [
    ...balances.map(balanceDifference),
    ...below.map(belowZero),
    ...entries.flatMap(entryDifferences),
    ...bets.map(betDifference),
  ]
}

/** What payouts have forgotten. Nobody asks for it before a payout: what it finds in the pool may be the fee that is still to be taken. */
const leftoversIn = async (db: Database): Promise<readonly BookDifference[]> => {
  const upTo = (await checkpointsOf(db))('bets')
  return (await rowsOf<Compared>(db, sql.readLeftovers, [upTo, everything.marketId, everything.from])).map(leftover)
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
    const differences = [...totalDifference(total), ...(await differencesIn(db, everything)), ...(await leftoversIn(db))]
    const position = (await checkpointsOf(db))('balances')
    return { at, position, total, ...counts, differences }
  })

/** What differs in one market that is about to pay: its pool and its bets. */
export const marketDifferences = (pool: Pool, marketId: string): Promise<readonly BookDifference[]> =>
  inSnapshot(pool, async (db) => {
    const [opening] = await rowsOf<{ position: string }>(db, sql.readOpening, [marketStream(marketId)])
    return differencesIn(db, { marketId, from: Number(opening?.position ?? 0) })
  })
