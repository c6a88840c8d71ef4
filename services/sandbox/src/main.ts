/** The sandbox service as a process of its own. */
import process from 'node:process'
import { runService } from '@agent-arena/service-kit'
import { z } from 'zod'
import { sandboxConfigOf, sandboxVariables } from './sandbox.config.ts'
import { SandboxModule } from './sandbox.module.ts'

await runService(process.env, {
  name: 'sandbox',
  variables: z.object(sandboxVariables),
  module: (variables) => SandboxModule.of(sandboxConfigOf(variables)),
})
