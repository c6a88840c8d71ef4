/** Betting as a process of its own. */
import process from 'node:process'
import { runService } from '@agent-arena/service-kit'
import { z } from 'zod'
import { bettingConfigOf, bettingVariables } from './betting.config.ts'
import { BettingModule } from './betting.module.ts'

await runService(process.env, {
  name: 'betting',
  variables: z.object(bettingVariables),
  module: (variables) => BettingModule.of(bettingConfigOf(variables)),
})
