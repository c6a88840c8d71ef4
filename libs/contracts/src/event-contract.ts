/** One entry per event: its schema is its type, and it feeds the decoder of logs, the fixtures and the AsyncAPI document. */
import type { z } from 'zod'
import type { Fact } from './event.ts'
import type { ServiceName } from './operation.ts'

/** Turns the data of one schema version into that of the next; pure, and right for every event ever written with it. */
export type Upcast = (data: never) => unknown

export interface EventContract<T extends string = string, S extends z.ZodType = z.ZodType> {
  readonly type: T
  /** Whose log it stands in. */
  readonly service: ServiceName
  /** What its streams are called before the first dash. */
  readonly streamKind: string
  /** Schema version that is written now, from 1. What is in a log stays as it is: a change of meaning or shape is a new version. */
  readonly version: number
  /** From each earlier version to the one after it, in order: none for version 1. */
  readonly upcasts?: readonly Upcast[]
  /** One sentence for those who subscribe. */
  readonly summary: string
  readonly schema: S
}

export const eventContract = <T extends string, S extends z.ZodType>(entry: EventContract<T, S>): EventContract<T, S> => entry

/** The fact that a contract describes. */
export type FactOf<C extends EventContract> = Fact<C['type'], Readonly<z.output<C['schema']>>>
