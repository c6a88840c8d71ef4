/** The gateway and betting in one process, as in the embedded arena; a log in the place of the sandbox service opens the markets. */
import 'reflect-metadata'
import { kitOperations, newId, serviceContext, startSession, type SandboxServiceFact } from '@agent-arena/contracts'
import { MemoryEventLog } from '@agent-arena/event-store'
import { GatewayModule, openDoors, serverOptionsOf } from '@agent-arena/gateway'
import { BettingModule, defaultBettingConfig } from '@agent-arena/betting'
import { InProcessBus } from '@agent-arena/message-bus'
import { offerLog } from '@agent-arena/message-bus/testing'
import { PlatformModule, silentLogger } from '@agent-arena/service-kit'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { requested } from '../../../services/betting/src/testing/runs.ts'
import { times } from '../../cases.ts'
import { gatewayConfig } from '../../gateway-config.ts'
import type { HttpContender } from '../server.ts'

const opening = (marketId: string): SandboxServiceFact =>
  requested({ sandboxId: newId('sandbox'), markets: { success: marketId } }, { timeLimitSeconds: 86_400 })

const onFault = (fault: unknown) => console.error(fault)

export const contender: HttpContender = {
  open: async (databaseUrl, size) => {
    const bus = new InProcessBus({ onFault })
    const log = new MemoryEventLog()
    offerLog(bus, { source: 'sandbox', log, onFault })
    for (const source of ['insights', 'prompts'] as const) offerLog(bus, { source, log: new MemoryEventLog(), onFault })
    const imports = [
      PlatformModule.of({ databaseUrl, bus, logger: silentLogger() }),
      BettingModule.of({ ...defaultBettingConfig, grantCredits: 1_000_000 }),
      GatewayModule.of(gatewayConfig),
    ]
    const adapter = new FastifyAdapter(serverOptionsOf(gatewayConfig))
    const app = await NestFactory.create<NestFastifyApplication>({ module: PlatformModule, imports }, adapter, { logger: false })
    await openDoors(app)
    await app.listen(0, '127.0.0.1')
    const markets = times(size.markets, () => newId('market'))
    const meta = { actor: 'service:sandbox', correlationId: 'bench' }
    const opened = await log.append([{ stream: 'sandbox-bench', expectedVersion: 0, facts: markets.map(opening) }], { meta })
    const context = () => serviceContext('arena', { deadline: Date.now() + 60_000 })
    const awaited = { source: 'sandbox', position: opened.at(-1)?.position ?? 0, timeoutMs: 10_000 } as const
    while (!(await bus.request(kitOperations('betting').awaitPosition, awaited, context())).reached);
    const sessions = await Promise.all(
      times(size.clients, (index) => bus.request(startSession, { name: `Bettor ${index}` }, context())),
    )
    const port = Number(new URL(await app.getUrl()).port)
    return { port, tokens: sessions.map(({ token }) => token), markets }
  },
}
