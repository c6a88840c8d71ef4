/** The dead letters of one service as a person sees and retries them; the reaction's own part is its store. */
import type { ServiceName, StoredEvent } from '@agent-arena/contracts'
import type { Database } from '@agent-arena/event-store'
import { readerOfReaction } from '../reaction.ts'
import { askRetry, countByReader, readLetters, readParkedStreams } from './dead-letters.sql.ts'

/** A stream of which nothing is acted on any more, with its first event, which is the reason. */
export interface ParkedStream {
  readonly reaction: string
  readonly source: ServiceName
  readonly stream: string
  readonly count: number
  readonly firstPosition: number
  readonly reason: string
  readonly ageSeconds: number
  /** Somebody has asked for another try, which has not ended. */
  readonly isAsked: boolean
}

export interface ParkedEvent {
  readonly event: StoredEvent
  readonly source: ServiceName
  readonly reason: string
  readonly attempts: number
  readonly parkedAt: Date
  readonly isAsked: boolean
}

/** One stream of one reaction. */
export interface ParkedAt {
  readonly reaction: string
  readonly stream: string
}

interface StreamRow {
  readonly reader: string
  readonly source: ServiceName
  readonly stream: string
  readonly count: number
  readonly first_position: string
  readonly reason: string
  readonly age_seconds: number
  readonly is_asked: boolean
}

interface LetterRow {
  readonly source: ServiceName
  readonly event: StoredEvent
  readonly reason: string
  readonly attempts: number
  readonly parked_at: Date
  readonly is_asked: boolean
}

export const listParkedStreams = async (db: Database): Promise<readonly ParkedStream[]> => {
  const { rows } = await db.query<StreamRow>(readParkedStreams)
  return rows.map(({ reader, source, stream, count, reason, ...row }) => ({
    reaction: reader.slice(readerOfReaction('').length),
    source,
    stream,
    count,
    reason,
    firstPosition: Number(row.first_position),
    ageSeconds: row.age_seconds,
    isAsked: row.is_asked,
  }))
}

/** The first ones, in the order of the log. */
export const readParkedEvents = async (
  db: Database,
  { reaction, stream }: ParkedAt,
  limit: number,
): Promise<readonly ParkedEvent[]> => {
  const { rows } = await db.query<LetterRow>(readLetters, [readerOfReaction(reaction), stream, limit])
  return rows.map(({ parked_at: parkedAt, is_asked: isAsked, ...row }) => ({ ...row, parkedAt, isAsked }))
}

/** Asks for another try of one stream, or of all; whoever leads the reaction sees it within about a second. Answers how many events. */
export const askToRetry = async (db: Database, which: ParkedAt | 'all'): Promise<number> => {
  const values: readonly (string | null)[] = which === 'all' ? [null, null] : [readerOfReaction(which.reaction), which.stream]
  return (await db.query(askRetry, [...values])).rowCount ?? 0
}

export const countDeadLetters = async (db: Database): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await db.query<{ reader: string; count: number }>(countByReader)
  return new Map(rows.map(({ reader, count }) => [reader, count]))
}
