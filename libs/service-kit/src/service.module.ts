/** How a service enters Nest: a provider made from its spec and the platform; Nest runs its life cycle. */
import type { FactoryProvider } from '@nestjs/common'
import { Platform } from './platform.ts'
import type { ServiceSpec } from './service-spec.ts'
import { Service } from './service.ts'

/** Under which Nest knows it. */
export const serviceToken = (name: string): string => `service ${name}`

export const provideService = (spec: ServiceSpec): FactoryProvider<Service> => ({
  provide: serviceToken(spec.name),
  inject: [Platform],
  useFactory: (platform: Platform) => new Service(platform, spec),
})
