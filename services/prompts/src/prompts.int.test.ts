/** Prompts as a service that runs: it is ready and has a log. */
import { kitOperations, serviceContext } from '@agent-arena/contracts'
import { InProcessBus } from '@agent-arena/message-bus'
import { Service, silentLogger } from '@agent-arena/service-kit'
import { testDatabase } from '@agent-arena/testing'
import { expect, test } from '@jest/globals'
import { promptsService } from './prompts.module.ts'

test('is ready, with an empty log', async () => {
  const database = await testDatabase()
  const bus = new InProcessBus({ onFault: () => undefined })
  const service = new Service({ databaseUrl: database.url, bus, logger: silentLogger() }, promptsService())
  await service.onModuleInit()
  await service.onApplicationBootstrap()
  const { health, readLog } = kitOperations('prompts')
  expect(await bus.request(health, {}, serviceContext('gateway'))).toEqual({ ready: true, problems: [] })
  expect(await bus.request(readLog, { after: 0, limit: 10 }, serviceContext('gateway'))).toEqual({ events: [], head: 0 })
  await service.beforeApplicationShutdown()
  await service.onApplicationShutdown()
  await bus.close()
  await database.drop()
})
