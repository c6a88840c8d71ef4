// One short match between the house agents with bets on both, from its making to the last credit.
import { randomUUID } from 'node:crypto'
import { check, equal, expect, total, until } from './checks.mjs'

const GRANT = 1_000

const winnerMatch = {
  title: 'Smoke: who finds the fact?',
  goal: { gym: 'wiki/find-fact' },
  contestants: [
    { name: 'Greedy', model: 'house/greedy' },
    { name: 'Random', model: 'house/random' },
  ],
  timeLimitSeconds: 40,
  startsInSeconds: 3,
}

const startSession = async (arena, name) => {
  const { user, token } = await arena.post('/session', { name })
  equal(user.name, name, 'the name')
  expect(typeof token === 'string' && token.length > 0, 'there is no token')
  equal(await arena.get('/me/wallet', { token }), { balance: GRANT }, 'the first balance')
  return { id: user.id, name, token, stake: 0 }
}

/** The market opens by a reaction to the match, so it may come a moment later. */
const openMarket = (arena, id) =>
  until('the open market', 10_000, async () => {
    const market = await arena.get(`/markets/${id}`).catch(() => undefined)
    return market?.status === 'open' ? market : undefined
  })

const placeBet = async (arena, guest, market, outcome, stake) => {
  const key = randomUUID()
  const bet = () => arena.post(`/markets/${market.id}/bets`, { outcome, stake }, { token: guest.token, key })
  const first = await bet()
  equal([first.outcome, first.stake, first.marketId], [outcome, stake, market.id], 'the bet')
  equal((await bet()).id, first.id, 'the bet of the same Idempotency-Key')
  guest.stake = stake
  equal(await arena.get('/me/wallet', { token: guest.token }), { balance: GRANT - stake }, 'the balance')
}

/** Made, opened, bet upon; undefined when that failed. */
export const beginMatch = async (arena) => {
  const guests = await check('two guests get a session and 1,000 credits each', () =>
    Promise.all(['Ada', 'Grace'].map((name) => startSession(arena, name))),
  )
  const match = await check('the operator makes a match of two house agents', () =>
    arena.post('/matches', winnerMatch, { token: arena.operatorToken }),
  )
  if (!guests || !match) return undefined
  const market = await check('its winner market is open, with an outcome for each contestant', async () => {
    const market = await openMarket(arena, match.marketId)
    const known = new Set(market.outcomes.map(({ id }) => id))
    for (const { id } of match.sandboxes) expect(known.has(id), `${id} is no outcome`)
    return market
  })
  if (!market) return undefined
  const [one, other] = match.sandboxes.map(({ id }) => id)
  await check('one guest bets 100 on the first', () => placeBet(arena, guests[0], market, one, 100))
  await check('the other bets 50 on the second', () => placeBet(arena, guests[1], market, other, 50))
  await check('a guest without a token may not bet', () =>
    arena.post(`/markets/${market.id}/bets`, { outcome: one, stake: 1 }, { key: randomUUID(), status: 401 }),
  )
  return { guests, match, market }
}

export const untilRunning = (arena, { match }) =>
  check('the match runs', () =>
    until('a running match', 30_000, async () => (await arena.get(`/matches/${match.id}`)).status !== 'scheduled'),
  )

const untilSettled = (arena, { market }) =>
  until('the settlement', (winnerMatch.startsInSeconds + winnerMatch.timeLimitSeconds + 40) * 1000, async () => {
    const settlement = await arena.get(`/markets/${market.id}/settlement`).catch(() => undefined)
    return ['settled', 'voided'].includes(settlement?.status) ? settlement : undefined
  })

/** The wallet comes to hold what the payouts say, which follow the settlement account by account, and equals the sum of its entries. */
const checkWallet = async (arena, guest, payouts) => {
  const won = total(payouts.filter(({ userId }) => userId === guest.id).map(({ payout }) => payout))
  const due = GRANT - guest.stake + won
  const balance = await until(`the balance of ${due} of ${guest.name}`, 10_000, async () => {
    const wallet = await arena.get('/me/wallet', { token: guest.token })
    return wallet.balance === due && due
  })
  const { items } = await arena.get('/me/wallet/entries?limit=100', { token: guest.token })
  equal(total(items.map(({ amount }) => amount)), balance, `the sum of the entries of ${guest.name}`)
  return { id: guest.id, balance }
}

const checkBooks = async (arena, wallets) => {
  const audit = await arena.get('/audit/ledger', { token: arena.operatorToken })
  equal(audit.total, 0, 'the total')
  equal(total(audit.accounts.map(({ balance }) => balance)), 0, 'the sum of all accounts')
  for (const { id, balance } of audit.accounts.filter(({ kind }) => kind !== 'grant'))
    expect(balance >= 0, `${id} has ${balance}`)
  for (const { id, balance } of wallets) {
    const account = audit.accounts.find((account) => account.kind === 'user' && account.id.includes(id))
    equal(account?.balance, balance, `the account of ${id}`)
  }
}

/** A match is decided by the first success; the others play on for the markets of their own. */
const untilAllEnded = (arena, { match }) =>
  until('the end of all sandboxes', (winnerMatch.timeLimitSeconds + 40) * 1000, async () => {
    const { sandboxes } = await arena.get(`/matches/${match.id}`)
    if (sandboxes.some(({ outcome }) => outcome === undefined)) return undefined
    for (const { id, outcome } of sandboxes) expect(outcome.verdict !== 'void', `${id}: ${outcome.cause}`)
    return true
  })

/** From the running match to the last credit; gives the settlement. */
export const endMatch = async (arena, played) => {
  const settlement = await check('its market is settled', async () => {
    const settlement = await untilSettled(arena, played)
    equal(settlement.status, 'settled', 'the status')
    return settlement
  })
  await check('the match is decided', async () => {
    const { status, result } = await arena.get(`/matches/${played.match.id}`)
    equal(status, 'decided', 'the status')
    const winners = [result.winner, ...result.tied].filter((id) => id !== null)
    equal(settlement?.winners, winners.length > 0 ? winners : ['nobody'], 'what the market paid for')
  })
  if (!settlement) return undefined
  await check('payouts and fee make up all stakes', () =>
    equal(
      total(settlement.payouts.map(({ payout }) => payout)) + settlement.fee,
      total(played.guests.map(({ stake }) => stake)),
      'their sum',
    ),
  )
  const wallets = await check('the wallets show what was paid', () =>
    Promise.all(played.guests.map((guest) => checkWallet(arena, guest, settlement.payouts))),
  )
  await check('the books add up to 0, and no account is below it', () => checkBooks(arena, wallets ?? []))
  await check('all its sandboxes end with a verdict', () => untilAllEnded(arena, played))
  return settlement
}
