/** Insights’ table of contents: what the service has, by room. */
import type { View } from '@agent-arena/event-store'
import { provideService, type ServiceSpec } from '@agent-arena/service-kit'
import { Module, type DynamicModule } from '@nestjs/common'
import { join } from 'node:path'
import { FeedRecorder } from './feed/feed-recorder.ts'
import { bettingSource, sandboxSource } from './feed/sources.ts'
import { insightsQueries } from './insights.queries.ts'
import { feedView } from './views/feed.view.ts'

export const insightsViews: readonly View[] = [feedView]

export const insightsService = (): ServiceSpec => ({
  name: 'insights',
  migrations: join(import.meta.dirname, '../migrations'),
  build: (parts) => ({
    queries: insightsQueries(parts.db),
    views: insightsViews,
    rooms: [new FeedRecorder({ ...parts, sources: [sandboxSource, bettingSource] })],
  }),
})

@Module({})
export class InsightsModule {
  static of(): DynamicModule {
    return { module: InsightsModule, providers: [provideService(insightsService())] }
  }
}
