/** Prompts: what the crowd suggests to agents. */
export { PromptsModule, promptsService } from './prompts.module.ts'
