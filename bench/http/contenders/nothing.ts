/** Nest on Fastify with the same route, which reads the request and answers a bet that nobody keeps: what a server can do at most. */
import 'reflect-metadata'
import { newId } from '@agent-arena/contracts'
import { Body, Controller, Module, Param, Post } from '@nestjs/common'
import { times } from '../../cases.ts'
import type { HttpContender } from '../server.ts'
import { listen } from './nest.ts'

interface Asked {
  readonly outcome: string
  readonly stake: number
}

const betId = newId('bet')

@Controller('api/v1/markets/:marketId')
class BetsController {
  @Post('bets')
  place(@Param('marketId') marketId: string, @Body() { outcome, stake }: Asked) {
    return {
      id: betId,
      marketId,
      userId: 'usr_0',
      outcome,
      stake,
      weightBps: 10_000,
      placedAt: new Date().toISOString(),
      version: 1,
    }
  }
}

@Module({ controllers: [BetsController] })
class NothingModule {}

export const contender: HttpContender = {
  open: async (_url, size) => ({
    ...(await listen(NothingModule)),
    tokens: times(size.clients, (index) => `token-${index}`),
    markets: times(size.markets, () => newId('market')),
  }),
}
