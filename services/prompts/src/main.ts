/** Prompts as a process of its own. */
import process from 'node:process'
import { runService } from '@agent-arena/service-kit'
import { z } from 'zod'
import { PromptsModule } from './prompts.module.ts'

await runService(process.env, { name: 'prompts', variables: z.object({}), module: () => PromptsModule.of() })
