/** Every movement of a user's credits with its sentence and the balance after it. */
import type { BettingFact, CreditsTransferred, Stored, TransferReason, WalletEntry } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { accountKindOf } from '../account/ledger.ts'
import { cursorNumber, pageFrom, type Page } from './page.ts'

const insertEntry = `
  insert into wallet_entries (account_id, position, id, at, amount, balance, reason, text, market_id, sandbox_id, match_id)
  select $1, $2, $3, $4, $5::bigint,
    $5::bigint + coalesce((select balance from wallet_entries where account_id = $1 order by position desc limit 1), 0), $6, $7, $8, $9, $10`

const entriesBefore = `
  select * from wallet_entries where account_id = $1 and ($2::bigint is null or position < $2) order by position desc limit $3`

const sidesOf = ({ from, to, credits }: CreditsTransferred['data']) =>
  [
    { account: from, amount: -credits },
    { account: to, amount: credits },
  ].filter(({ account }) => accountKindOf(account) === 'user')

export const walletEntriesView: View = {
  name: 'wallet-entries',
  version: 1,
  tables: ['wallet_entries'],
  ddl: `create table wallet_entries (
    account_id text not null, position bigint not null, id text not null, at timestamptz not null, amount bigint not null,
    balance bigint not null, reason text not null, text text not null, market_id text, sandbox_id text, match_id text,
    primary key (account_id, position))`,
  async apply(db, events: readonly Stored<BettingFact>[]) {
    for (const event of events) {
      if (event.type !== 'CreditsTransferred') continue
      const { transferId, at, reason, text, marketId, sandboxId, matchId } = event.data
      for (const { account, amount } of sidesOf(event.data))
        await db.query(insertEntry, [account, event.position, transferId, at, amount, reason, text, marketId, sandboxId, matchId])
    }
  },
}

interface EntryRow {
  readonly position: string
  readonly id: string
  readonly at: Date
  readonly amount: string
  readonly balance: string
  readonly reason: TransferReason
  readonly text: string
  readonly market_id: string | null
  readonly sandbox_id: string | null
  readonly match_id: string | null
}

const entryOf = (row: EntryRow): WalletEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  amount: Number(row.amount),
  balance: Number(row.balance),
  reason: row.reason,
  text: row.text,
  ...(row.market_id !== null && { marketId: row.market_id }),
  ...(row.sandbox_id !== null && { sandboxId: row.sandbox_id }),
  ...(row.match_id !== null && { matchId: row.match_id }),
})

/** Newest first. */
export const entriesOf = async (db: Database, accountId: string, page: Page) => {
  const { rows } = await db.query<EntryRow>(entriesBefore, [accountId, cursorNumber(page), page.limit + 1])
  return pageFrom(rows, page, entryOf, ({ position }) => position)
}
