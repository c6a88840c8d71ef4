/** The balance of every account: each movement leaves one and arrives at another, so that all of them sum to 0. */
import { Rejection, type AccountKind, type BettingFact, type LedgerAudit, type Stored } from '@agent-arena/contracts'
import type { Database, View } from '@agent-arena/event-store'
import { accountKindOf } from '../account/ledger.ts'

const NAME = 'balances'

const addCredits = `insert into accounts (id, kind, balance)
  select * from unnest($1::text[], $2::text[], $3::bigint[])
  on conflict (id) do update set balance = accounts.balance + excluded.balance`

/** What a run of events adds to each account; one that was only opened gets 0. */
const sumsOf = (events: readonly Stored<BettingFact>[]): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>()
  const add = (account: string, credits: number) => sums.set(account, (sums.get(account) ?? 0) + credits)
  for (const { type, data } of events) {
    if (type === 'AccountOpened') add(data.accountId, 0)
    if (type !== 'CreditsTransferred') continue
    add(data.from, -data.credits)
    add(data.to, data.credits)
  }
  return sums
}

export const balancesView: View = {
  name: NAME,
  version: 1,
  tables: ['accounts'],
  ddl: 'create table accounts (id text primary key, kind text not null, balance bigint not null)',
  async apply(db, events: readonly Stored<BettingFact>[]) {
    const sums = sumsOf(events)
    if (sums.size === 0) return
    const accounts = [...sums.keys()]
    await db.query(addCredits, [accounts, accounts.map(accountKindOf), [...sums.values()]])
  },
}

export const balanceOf = async (db: Database, accountId: string): Promise<number> => {
  const { rows } = await db.query<{ balance: string }>('select balance from accounts where id = $1', [accountId])
  if (!rows[0]) throw new Rejection('no-account')
  return Number(rows[0].balance)
}

interface AuditRow {
  readonly id: string
  readonly kind: AccountKind
  readonly balance: string
}

/** All accounts and the position that they stand for, from one snapshot. */
const readAccounts = `select a.id, a.kind, a.balance, c.position from checkpoints c left join accounts a on true
  where c.reader = $1 order by a.kind, a.id`

export const auditOf = async (db: Database): Promise<LedgerAudit> => {
  const { rows } = await db.query<AuditRow & { readonly position: string }>(readAccounts, [NAME])
  const accounts = rows.filter(({ id }) => id !== null).map(({ id, kind, balance }) => ({ id, kind, balance: Number(balance) }))
  const total = rows.reduce((sum, { balance }) => sum + BigInt(balance ?? 0), 0n)
  return { total: Number(total), accounts, position: Number(rows[0]?.position ?? 0) }
}
