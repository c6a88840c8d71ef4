/** The bus: requests with deadlines, the committed events of each service in order, and live data that may be lost. */
import type {
  InputOf,
  Operation,
  OutputOf,
  ParsedInputOf,
  RequestContext,
  ServiceName,
  StoredEvent,
} from '@agent-arena/contracts'

/** Answers one operation. Throws a `Rejection` to refuse; anything else that it throws is a fault of its service. */
export type Handler<T extends Operation> = (input: ParsedInputOf<T>, context: RequestContext) => Promise<OutputOf<T>>

/** One operation with its handler: what a service offers. */
export interface Served {
  readonly operation: Operation
  readonly handler: Handler<Operation>
}

/** Pairs an operation with its handler; the compiler holds the handler to the contract. */
export const serve = <T extends Operation>(operation: T, handler: Handler<T>): Served => ({
  operation,
  // The registry holds handlers of all operations; each is only ever called with what its own schema parsed.
  handler: handler as unknown as Handler<Operation>,
})

export interface ConsumerOptions {
  /** Whose log to follow. */
  readonly source: ServiceName
  /** Name of the reader, for logs and durable consumers. */
  readonly consumer: string
  /** Whether the bus remembers how far the reader came, by its name; false where every process has a reader of its own. Default: true. */
  readonly durable?: boolean
  /** Position after which to begin; asked again after each fault, because the reader keeps its own checkpoint. */
  readonly after: () => Promise<number>
  /** Gets contiguous runs in log order. When it throws, the same run comes again after a pause. */
  readonly handle: (events: readonly StoredEvent[]) => Promise<void>
  readonly onFault: (fault: unknown) => void
}

/** A log as those see it who carry it. */
export interface LogReader {
  /** Events after a position in commit order; a page is a contiguous run. */
  readAll(after: number, limit: number): Promise<readonly StoredEvent[]>
  /** Position of the last event, 0 when there is none. */
  head(): Promise<number>
  /** Calls back with what this process committed, in order; returns how to stop. */
  onAppended(listener: (events: readonly StoredEvent[]) => void): () => void
}

export interface CarryOptions {
  readonly source: ServiceName
  readonly log: LogReader
  readonly onFault: (fault: unknown) => void
}

export interface Subscription {
  /** Stops; resolves when the run under way is handled. */
  stop(): Promise<void>
}

export interface Carrying extends Subscription {
  /** Up to where the log is carried, as far as it is known. */
  position(): number
  /** Another process has appended to the log. */
  lookNow(): void
}

export type LivePayload = Uint8Array
export type LiveListener = (payload: LivePayload, subject: string) => void

export interface BusOptions {
  /** Told of every fault of a handler, with its operation; the caller only learns that there was one. */
  readonly onFault: (fault: unknown, operation: Operation) => void
}

export abstract class MessageBus {
  /** Asks the service of the operation; rejects with the service's `Rejection`, or with `deadline-exceeded` / `unavailable`. */
  abstract request<T extends Operation>(operation: T, input: InputOf<T>, context: RequestContext): Promise<OutputOf<T>>

  /** Offers an operation until the returned function is called. */
  abstract serve(served: Served): () => void

  /** Carries a service's committed events to their consumers. One process does so for each log; a second one does no harm. */
  abstract carry(options: CarryOptions): Carrying

  /** Follows a service's log from the reader's checkpoint: every event, in order, at least once. */
  abstract consume(options: ConsumerOptions): Subscription

  /** Sends to whoever listens right now. */
  abstract publishLive(subject: string, payload: LivePayload): void

  /** Listens to a subject; a last part of `>` takes all that begin so. */
  abstract subscribeLive(subject: string, listener: LiveListener): () => void

  abstract close(): Promise<void>
}
