/**
 * Nest on Fastify with Emmett’s Postgres store. Kind to it: one session look-up by token from memory, no idempotency record, no view. The
 * account is read and decided; the market takes any version, because reading a long stream for each bet would be slower still.
 */
import 'reflect-metadata'
import { newId } from '@agent-arena/contracts'
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql'
import { Body, Controller, Headers, Module, Param, Post } from '@nestjs/common'
import { Pool } from 'pg'
import { times } from '../../cases.ts'
import type { HttpContender } from '../server.ts'
import { listen } from './nest.ts'

/** More connections make it slower: its work is bound by the processor. */
const CONNECTIONS = 32
const GRANT = 1_000_000

interface Asked {
  readonly outcome: string
  readonly stake: number
}

interface Event {
  readonly type: string
  readonly data: Record<string, unknown>
}

type Store = ReturnType<typeof getPostgreSQLEventStore>

let store: Store

const creditsAfter = (credits: number, { type, data }: Event) =>
  type === 'CreditsTransferred' ? credits - Number(data['credits']) : credits

const untilDone = async <T>(work: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!String(error).includes('ersion')) throw error
    }
  }
}

const stakeCredits = (account: string, bet: { readonly marketId: string; readonly stake: number; readonly betId: string }) =>
  untilDone(async () => {
    const { state: credits, currentStreamVersion } = await store.aggregateStream<number, Event>(account, {
      evolve: creditsAfter,
      initialState: () => GRANT,
    })
    if (credits < bet.stake) throw new Error('insufficient credits')
    const { stake, ...about } = bet
    const event = {
      type: 'CreditsTransferred',
      data: { ...about, credits: stake, reason: 'stake', at: new Date().toISOString() },
    }
    const expectedStreamVersion = currentStreamVersion === 0n ? ('STREAM_DOES_NOT_EXIST' as const) : currentStreamVersion
    await store.appendToStream(account, [event], { expectedStreamVersion })
  })

@Controller('api/v1/markets/:marketId')
class BetsController {
  @Post('bets')
  async place(@Param('marketId') marketId: string, @Headers('authorization') token: string, @Body() { outcome, stake }: Asked) {
    const bet = {
      betId: newId('bet'),
      marketId,
      userId: token,
      outcome,
      stake,
      weightBps: 10_000,
      placedAt: new Date().toISOString(),
    }
    await stakeCredits(`account-${token}`, bet)
    await untilDone(() => store.appendToStream(`market-${marketId}`, [{ type: 'BetPlaced', data: bet }]))
    return bet
  }
}

@Module({ controllers: [BetsController] })
class EmmettModule {}

export const contender: HttpContender = {
  open: async (url, size) => {
    const pool = new Pool({ connectionString: url, max: CONNECTIONS })
    store = getPostgreSQLEventStore(url, { connectionOptions: { pool } })
    await store.schema.migrate()
    return {
      ...(await listen(EmmettModule)),
      tokens: times(size.clients, () => newId('user')),
      markets: times(size.markets, () => newId('market')),
    }
  },
}
