/** Every movement of a user's credits with its sentence and the balance after it. */
import type { BettingFact, CreditsTransferred, Stored, TransferReason, WalletEntry } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { accountKindOf } from '../account/ledger.ts'
import { cursorNumber, pageFrom, type Page } from '../page.ts'
import { writeRows } from './write-rows.ts'

/** A balance is the one of the account's entry before, in this run or in the table, and the amount. */
const insertEntries = `
  with run as (
    select * from json_to_recordset($1) as e(account_id text, position bigint, id text, at timestamptz, amount bigint,
      reason text, text text, market_id text, sandbox_id text, match_id text)),
  before as (
    select a.account_id, coalesce((
      select w.balance from wallet_entries w where w.account_id = a.account_id order by w.position desc limit 1), 0) as balance
    from (select distinct account_id from run) as a)
  insert into wallet_entries (account_id, position, id, at, amount, balance, reason, text, market_id, sandbox_id, match_id)
  select r.account_id, r.position, r.id, r.at, r.amount,
    b.balance + sum(r.amount) over (partition by r.account_id order by r.position),
    r.reason, r.text, r.market_id, r.sandbox_id, r.match_id
  from run r join before b on b.account_id = r.account_id`

const entriesBefore = `
  select * from wallet_entries where account_id = $1 and ($2::bigint is null or position < $2) order by position desc limit $3`

/** One row for each user that a transfer touches. */
const rowsOf = ({ data, position }: Stored<CreditsTransferred>) => {
  const { from, to, credits, transferId, at, reason, text, marketId, sandboxId, matchId } = data
  const shared = { position, id: transferId, at, reason, text, market_id: marketId, sandbox_id: sandboxId, match_id: matchId }
  return [
    { account_id: from, amount: -credits, ...shared },
    { account_id: to, amount: credits, ...shared },
  ].filter(({ account_id }) => accountKindOf(account_id) === 'user')
}

export const walletEntriesView: View = {
  name: 'wallet-entries',
  version: 1,
  tables: ['wallet_entries'],
  ddl: `create table wallet_entries (
    account_id text not null, position bigint not null, id text not null, at timestamptz not null, amount bigint not null,
    balance bigint not null, reason text not null, text text not null, market_id text, sandbox_id text, match_id text,
    primary key (account_id, position))`,
  async apply(db, events: readonly Stored<BettingFact>[]) {
    const rows = events.flatMap((event) => (event.type === 'CreditsTransferred' ? rowsOf(event) : []))
    await writeRows(db, insertEntries, rows)
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
