/** The platform for all services of one process. */
import { Global, Module, type DynamicModule } from '@nestjs/common'
import { Platform } from './platform.ts'

@Global()
@Module({})
export class PlatformModule {
  /** Beside other modules, or as the root of those that stand on it. */
  static of(platform: Platform, imports: DynamicModule[] = []): DynamicModule {
    return { module: PlatformModule, imports, providers: [{ provide: Platform, useValue: platform }], exports: [Platform] }
  }
}
