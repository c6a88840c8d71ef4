/** Prompts’ table of contents: its log and its health; the rules of the crowd’s prompts move in here. */
import { provideService, type ServiceSpec } from '@agent-arena/service-kit'
import { Module, type DynamicModule } from '@nestjs/common'

export const promptsService = (): ServiceSpec => ({ name: 'prompts', build: () => ({}) })

@Module({})
export class PromptsModule {
  static of(): DynamicModule {
    return { module: PromptsModule, providers: [provideService(promptsService())] }
  }
}
