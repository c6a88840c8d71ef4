/** Insights as a process of its own. */
import process from 'node:process'
import { runService } from '@agent-arena/service-kit'
import { z } from 'zod'
import { InsightsModule } from './insights.module.ts'

await runService(process.env, { name: 'insights', variables: z.object({}), module: () => InsightsModule.of() })
