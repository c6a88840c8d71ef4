/** The platform for all services of one process. */
import { Global, Module, type DynamicModule } from '@nestjs/common'
import { Platform } from './platform.ts'

@Global()
@Module({})
export class PlatformModule {
  static of(platform: Platform): DynamicModule {
    return { module: PlatformModule, providers: [{ provide: Platform, useValue: platform }], exports: [Platform] }
  }
}
