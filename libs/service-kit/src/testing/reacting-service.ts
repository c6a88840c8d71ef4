/** A service whose reaction notes each word in a table, except those that begin with `bad`; for tests across processes. */
import type { StoredEvent } from '@agent-arena/contracts'
import { InProcessBus } from '@agent-arena/message-bus'
import { silentLogger } from '../logger.ts'
import { Service } from '../service.ts'
import { wordOf } from './events.ts'

export const actedTable = 'create table if not exists acted (word text primary key, times integer not null default 1)'

const noteActed = 'insert into acted (word) values ($1) on conflict (word) do update set times = acted.times + 1'

export interface Reacting {
  stop(): Promise<void>
}

/** `trouble` may throw, hang, or end the process. */
export const startReacting = async (databaseUrl: string, trouble: (word: string) => Promise<void>): Promise<Reacting> => {
  const bus = new InProcessBus({ onFault: () => undefined })
  const service = new Service(
    { databaseUrl, bus, logger: silentLogger() },
    {
      name: 'prompts',
      build: ({ db }) => ({
        reactions: [
          {
            name: 'note-words',
            source: 'prompts',
            react: (event: StoredEvent) => [() => trouble(wordOf(event)), () => db.query(noteActed, [wordOf(event)])],
          },
        ],
      }),
    },
  )
  await service.onModuleInit()
  await service.onApplicationBootstrap()
  const stop = async () => {
    await service.beforeApplicationShutdown()
    await service.onApplicationShutdown()
    await bus.close()
  }
  return { stop }
}

export const failOnBad = async (word: string): Promise<void> => {
  if (word.startsWith('bad')) throw new Error('a planted fault')
}
