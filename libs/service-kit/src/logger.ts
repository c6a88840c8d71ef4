/** The log of what the platform does: pretty lines for people, JSON for machines. */
import { isRejection } from '@agent-arena/contracts'
import { pino, stdSerializers, type DestinationStream, type Logger as PinoLogger } from 'pino'
import pretty from 'pino-pretty'

export type Logger = PinoLogger

export interface LoggerOptions {
  readonly format: 'pretty' | 'json'
  readonly level: string
  readonly destination?: DestinationStream
}

/** Values that must never be written, wherever they stand. */
const redact = ['token', '*.token', 'authorization', '*.authorization', 'req.headers.authorization', 'password', '*.password']

/** What is only away is told by every loop that waits for it, again and again: where in the code it was noticed helps nobody. */
const errorOf = (error: Error) => {
  if (!isRejection(error) || error.reason !== 'unavailable') return stdSerializers.err(error)
  const { name, reason, message } = error
  return { type: name, reason, message }
}

export const createLogger = ({ format, level, destination }: LoggerOptions): Logger => {
  const lines = destination ?? pino.destination({ fd: 2, sync: true })
  const stream =
    format === 'json' ? lines : pretty({ destination: lines, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true })
  return pino({ level, redact, serializers: { err: errorOf } }, stream)
}

/** Says nothing: for tests that do not look at the log. */
export const silentLogger = (): Logger => pino({ level: 'silent' })
