/** Our own gateway with everything that is before betting: doors, sessions, schemas, the bus; a bet is answered by a constant, and nobody keeps it. */
import { newId, openAccount, placeBet } from '@agent-arena/contracts'
import { MemoryEventLog } from '@agent-arena/event-store'
import { InProcessBus, serve } from '@agent-arena/message-bus'
import { offerLog } from '@agent-arena/message-bus/testing'
import { times } from '../../cases.ts'
import { joinBettors, openGateway } from '../../gateway.ts'
import type { HttpContender } from '../server.ts'

const onFault = (fault: unknown) => console.error(fault)

const bet = {
  id: newId('bet'),
  marketId: newId('market'),
  userId: newId('user'),
  userName: 'Bettor 1',
  outcome: 'success',
  stake: 1,
  weightBps: 10_000,
  placedAt: new Date().toISOString(),
  version: 1,
}

export const openIdle = async (databaseUrl: string, size: Parameters<HttpContender['open']>[1]) => {
  const bus = new InProcessBus({ onFault })
  for (const source of ['sandbox', 'betting', 'insights', 'prompts'] as const)
    offerLog(bus, { source, log: new MemoryEventLog(), onFault })
  bus.serve(serve(openAccount, async () => ({ balance: 1_000_000 })))
  bus.serve(serve(placeBet, async () => bet))
  const { port, close } = await openGateway({ databaseUrl, bus, services: [] })
  const listening = { port, tokens: await joinBettors(bus, size.clients), markets: times(size.markets, () => newId('market')) }
  return { listening, close }
}

export const contender: HttpContender = { open: async (...asked) => (await openIdle(...asked)).listening }
