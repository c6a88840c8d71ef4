/** What is measured, and what a contender must be able to do. */

export interface Case {
  readonly name: string
  readonly kind: 'append' | 'hot' | 'read' | 'page' | 'rebuild'
  /** Events of one operation. */
  readonly events: number
  readonly callers: number
  /** Of a rebuild: after so many events rows and checkpoint are durable. */
  readonly checkpointEvents?: number
}

/** One operation of one caller; it has happened durably when the promise resolves. */
export type Operation = () => Promise<unknown>

export interface Contender {
  /** An operation for each caller, on data of its own or, in a hot case, on one stream. */
  prepare(task: Case): Promise<readonly Operation[]>
}

const eventsText = (events: number) => `${events} event${events === 1 ? '' : 's'}`
const callersText = (callers: number) => `${callers} caller${callers === 1 ? '' : 's'}`

const append = (events: number, callers: number): Case => ({
  name: `append ${eventsText(events)}, ${callersText(callers)}`,
  kind: 'append',
  events,
  callers,
})

export const REBUILD_EVENTS = 200_000

/** Emmett goes through its log event by event and looks for each page anew: more events would make its rate worse still. */
export const EMMETT_REBUILD_EVENTS = 10_000

export const cases: readonly Case[] = [
  ...[1, 16, 64, 256].map((callers) => append(1, callers)),
  ...[1, 16, 64, 256].map((callers) => append(10, callers)),
  { name: 'append 1 event to one hot stream, 64 callers', kind: 'hot', events: 1, callers: 64 },
  { name: 'read pages of 1,000 events of a stream, 1 caller', kind: 'read', events: 1000, callers: 1 },
  { name: 'read 20,000 events by position, 1 caller', kind: 'page', events: 20_000, callers: 1 },
  {
    name: 'rebuild a view from 200,000 events, durable every 20,000',
    kind: 'rebuild',
    events: REBUILD_EVENTS,
    callers: 1,
    checkpointEvents: 20_000,
  },
]

/** About as large as a bet. */
export const newPayload = (index: number) => ({
  betId: `bet_${index.toString(36).padStart(26, '0')}`,
  marketId: `mkt_${(index % 50).toString(36).padStart(26, '0')}`,
  userId: `usr_${(index % 997).toString(36).padStart(26, '0')}`,
  userName: 'Ada Lovelace',
  outcome: 'success',
  stake: 1 + (index % 900),
  weightBps: 10_000,
  placedAt: '2030-01-01T00:00:00.000Z',
})

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** A stream is left for a new one after this many appends. */
export const STREAM_APPENDS = 50

/** Which of the physical limits a case is held against. */
export const limitKind = ({ kind }: Pick<Case, 'kind'>): 'append' | 'read' | 'rebuild' => {
  if (kind === 'rebuild' || kind === 'page') return 'rebuild'
  return kind === 'read' ? 'read' : 'append'
}

/** Made when it is first asked for. */
export const once = <T>(make: () => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
