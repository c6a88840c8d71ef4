/** The gateway and betting in one process, as in the embedded arena; a log in the place of the sandbox service opens the markets. */
import { kitOperations, newId, type SandboxServiceFact } from '@agent-arena/contracts'
import { MemoryEventLog } from '@agent-arena/event-store'
import { BettingModule, defaultBettingConfig } from '@agent-arena/betting'
import { InProcessBus } from '@agent-arena/message-bus'
import { offerLog } from '@agent-arena/message-bus/testing'
import { requested } from '../../../services/betting/src/testing/runs.ts'
import { times } from '../../cases.ts'
import { joinBettors, openGateway, patientContext } from '../../gateway.ts'
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
    const services = [BettingModule.of({ ...defaultBettingConfig, grantCredits: 1_000_000 })]
    const { port } = await openGateway({ databaseUrl, bus, services })
    const markets = times(size.markets, () => newId('market'))
    const meta = { actor: 'service:sandbox', correlationId: 'bench' }
    const opened = await log.append([{ stream: 'sandbox-bench', expectedVersion: 0, facts: markets.map(opening) }], { meta })
    const awaited = { source: 'sandbox', position: opened.at(-1)?.position ?? 0, timeoutMs: 10_000 } as const
    while (!(await bus.request(kitOperations('betting').awaitPosition, awaited, patientContext())).reached);
    return { port, tokens: await joinBettors(bus, size.clients), markets }
  },
}
