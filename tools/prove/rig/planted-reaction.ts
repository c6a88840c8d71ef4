/** A reaction of the real kind with planted faults: what it does with an event of the sandbox log throws or hangs, until it is mended. */
import type { StoredEvent } from '@agent-arena/contracts'
import { logMigrations, migrate, openPool, soleTerm } from '@agent-arena/event-store'
import {
  askToRetry,
  countDeadLetters,
  listParkedStreams,
  PostgresReactionStore,
  ReactionRunner,
  silentLogger,
} from '@agent-arena/service-kit'
import type { Pool } from 'pg'
import type { Rig } from './rig.ts'

export type Fault = 'throws' | 'hangs'

/** Repeats must be harmless: the first time counts, and its number tells the order. */
const acted = 'create table acted (turn serial, position bigint primary key, stream text not null)'
const note = 'insert into acted (position, stream) values ($1, $2) on conflict do nothing'

/** Of each stream the events that were acted on, in the order in which that was done. */
const readActed = 'select stream, json_agg(position order by turn) as positions from acted group by stream'

const NAME = 'note-runs'
const patience = { attempts: 3, limitMs: 250, firstPauseMs: 20 }
const never = () => new Promise<never>(() => undefined)

export interface PlantedReaction {
  /** From now on what it does with events of a stream goes wrong. */
  plant(stream: string, fault: Fault): void
  /** All faults are mended, and somebody asks for another try. */
  mend(): Promise<void>
  parkedStreams(): Promise<readonly string[]>
  deadLetters(): Promise<number>
  acted(): Promise<ReadonlyMap<string, readonly number[]>>
  position(): Promise<number>
  close(): Promise<void>
}

const reactionOf = (pool: Pool, faults: ReadonlyMap<string, Fault>) => ({
  name: NAME,
  source: 'sandbox' as const,
  react: ({ stream, position }: StoredEvent) => [
    async () => {
      const fault = faults.get(stream)
      if (fault === 'throws') throw new Error('a planted fault')
      if (fault === 'hangs') await never()
      await pool.query(note, [position, stream])
    },
  ],
})

export const plantReaction = async ({ databaseUrl, bus }: Rig): Promise<PlantedReaction> => {
  const pool = openPool(databaseUrl, 'prompts', { max: 3 })
  await migrate(pool, 'prompts', [logMigrations])
  await pool.query(acted)
  const faults = new Map<string, Fault>()
  const reaction = reactionOf(pool, faults)
  const store = new PostgresReactionStore({ pool, reaction })
  const runner = new ReactionRunner({ service: 'prompts', reaction, store, bus, logger: silentLogger(), patience })
  const led = await runner.lead(soleTerm())
  return {
    plant: (stream, fault) => void faults.set(stream, fault),
    mend: async () => {
      faults.clear()
      await askToRetry(pool, 'all')
    },
    parkedStreams: async () => (await listParkedStreams(pool)).map(({ stream }) => stream),
    deadLetters: async () => (await countDeadLetters(pool)).get(store.reader) ?? 0,
    acted: async () => {
      const { rows } = await pool.query<{ stream: string; positions: readonly number[] }>(readActed)
      return new Map(rows.map(({ stream, positions }) => [stream, positions]))
    },
    position: () => store.position(),
    close: async () => {
      await led.stop()
      await pool.end()
    },
  }
}
