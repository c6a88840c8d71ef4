/** Tries a Chromium: whether it comes up, in its own sandbox where machine and user allow that. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Writable } from 'node:stream'
import { killGroup, type Browser, type SystemUser } from '@agent-arena/sandbox'

const TIMEOUT_MS = 15_000
/** Answered once its processes, and with them its sandbox, stand. */
const QUESTION = `${JSON.stringify({ id: 1, method: 'Browser.getVersion' })}\0`

export interface ProbeOptions {
  readonly user: SystemUser | null
  readonly env: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-quic',
  // It ends when the pipe closes, and so when the arena dies in the middle.
  '--remote-debugging-pipe',
]

/** The line that names the cause. */
const causeOf = (lines: readonly string[]): string =>
  (
    lines.find((line) => line.includes('shared libraries')) ??
    lines.findLast((line) => line.trim() !== '') ??
    'it ended without a word'
  ).slice(0, 300)

/** Null when it comes up, else why not. */
const watch = async (child: ChildProcess): Promise<string | null> => {
  const lines: string[] = []
  const ended = once(child, 'close').then(() => causeOf(lines))
  const failed = once(child, 'error').then(([error]) => (Error.isError(error) ? error.message : String(error)))
  if (child.stderr) createInterface(child.stderr).on('line', (line) => lines.push(line))
  const up = new Promise<null>((resolve) => child.stdio[4]?.once('data', () => resolve(null)))
  const questions = child.stdio[3] as Writable
  questions.on('error', () => undefined) // A program that ended cannot be asked; its end says why.
  questions.write(QUESTION)
  return Promise.race([up, ended, failed])
}

const comesUp = async (path: string, flags: readonly string[], { user, env, signal }: ProbeOptions): Promise<string | null> => {
  const profile = await mkdtemp(join(tmpdir(), 'agent-arena-probe-'))
  if (user) await chown(profile, user.uid, user.gid)
  const child = spawn(path, [...FLAGS, ...flags, `--user-data-dir=${profile}`], {
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: profile, ...env },
    cwd: profile,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    signal,
    ...user,
  })
  const closed = new Promise((resolve) => child.once('close', resolve))
  try {
    return await watch(child)
  } finally {
    // All of its processes at once; one that lived on would write into the profile while it is removed.
    if (child.pid !== undefined) killGroup(child.pid, 'SIGKILL')
    await closed
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}

export const probe = async (path: string, options: ProbeOptions): Promise<Browser | { readonly failure: string }> => {
  if ((await comesUp(path, [], options)) === null) return { path, sandboxed: true, env: options.env }
  const failure = await comesUp(path, ['--no-sandbox'], options)
  return failure === null ? { path, sandboxed: false, env: options.env } : { failure }
}
