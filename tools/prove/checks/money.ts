/** I6: the accounts sum to 0, none of a person is below it, and a market that is over has paid out all that it took. */
import type { Pool } from 'pg'
import type { Verdict } from './verdict.ts'
import { wrong } from './violation.ts'

const total = 'select coalesce(sum(balance), 0)::text as total from accounts'

const overdrawn = `select id, balance from accounts where balance < 0 and kind <> 'grant'`

/** The balances from the log alone, beside those of the view. */
const wrongBalances = `
  with moves as (
    select data ->> 'from' as id, -(data ->> 'credits')::bigint as credits from events where type = 'CreditsTransferred'
    union all select data ->> 'to', (data ->> 'credits')::bigint from events where type = 'CreditsTransferred'),
  told as (select id, sum(credits) as balance from moves group by id)
  select id, told.balance as told, accounts.balance as shown from told full join accounts using (id)
  where coalesce(told.balance, 0) <> coalesce(accounts.balance, 0)`

const unpaid = `
  select id, balance from accounts where balance <> 0 and id in (
    select 'pool:' || (data ->> 'marketId') from events where type in ('MarketSettled', 'MarketVoided'))`

/** Of betting. */
export const checkMoney = async (pool: Pool): Promise<Verdict> => {
  const sums = (await pool.query<{ total: string }>(total)).rows
  return {
    figures: {},
    violations: [
      ...wrong(
        'I6',
        'the accounts do not sum to 0',
        sums.filter((sum) => sum.total !== '0'),
      ),
      ...wrong('I6', 'accounts below 0', (await pool.query(overdrawn)).rows),
      ...wrong('I6', 'accounts whose balance is not the sum of their movements', (await pool.query(wrongBalances)).rows),
      ...wrong('I6', 'markets that are over and still hold credits', (await pool.query(unpaid)).rows),
    ],
  }
}
