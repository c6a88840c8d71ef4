/** A program that runs until it is told to stop: by a signal, or by the end of the process that started it. */
import process from 'node:process'
import { DurabilityProblem, isUnavailable } from '@agent-arena/event-store'
import { BusUnreachable } from '@agent-arena/message-bus'
import { ConfigError } from '../config.ts'

export interface Running {
  /** Where it can be reached, for one that listens. */
  readonly url?: string
  stop(): Promise<void>
}

/** What a program tells the process that started it. */
export interface ReadyMessage {
  readonly ready: true
  readonly url?: string
}

/** A stop that hangs must not keep anybody. */
const STOP_PATIENCE_MS = 4000

interface PortTaken {
  readonly code: 'EADDRINUSE'
  readonly address: string
  readonly port: number
}

const isTaken = (error: unknown): error is PortTaken => Error.isError(error) && 'code' in error && error.code === 'EADDRINUSE'

/** Postgres knows no such user, password or database. */
const refusesUs = (error: unknown): boolean =>
  Error.isError(error) && 'code' in error && /^(?:28...|3D000)$/.test(String(error.code))

/** What an operator can mend is said in plain words; only a fault of ours shows its stack. */
const wordsOf = (error: unknown): string => {
  if (error instanceof ConfigError || error instanceof BusUnreachable || error instanceof DurabilityProblem) return error.message
  if (isTaken(error)) return `${error.address}:${error.port} is taken by another program; choose another port.`
  if (isUnavailable(error) || refusesUs(error)) return `its database (DATABASE_URL) cannot be used: ${(error as Error).message}`
  return Error.isError(error) ? (error.stack ?? error.message) : String(error)
}

const OLDEST_NODE = 24

/** Older ones lack what error handling relies on, which would show only when something fails. */
const requireNode = (name: string) => {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return
  process.stderr.write(`The service ${name} needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}

const fail = (name: string, error: unknown): never => {
  process.stderr.write(`The service ${name} cannot go on: ${wordsOf(error)}\n`)
  process.exit(1)
}

const stopIn = async (name: string, running: Promise<Running>): Promise<never> => {
  setTimeout(() => process.exit(1), STOP_PATIENCE_MS).unref()
  try {
    await (await running).stop()
  } catch (error) {
    fail(name, error)
  }
  process.exit(0)
}

/** Starts, says so to its parent where it has one, and stops in order. The process ends with it. */
export const runProcess = async (name: string, start: () => Promise<Running>): Promise<void> => {
  requireNode(name)
  let stopping = false
  const running = start().catch((error: unknown) => fail(name, error))
  const stop = () => {
    if (!stopping) void stopIn(name, running)
    stopping = true
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // Its parent was killed: a successor may wait for the port, and whatever is left is recovered there.
  process.on('disconnect', () => process.exit(1))
  const { url } = await running
  if (!process.connected) return
  process.send?.({ ready: true, ...(url !== undefined && { url }) } satisfies ReadyMessage)
}
