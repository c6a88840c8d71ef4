/** Tries a Chromium: it shows an empty page, in its own sandbox where machine and user allow that. */
import { execFile } from 'node:child_process'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, SystemUser } from '@agent-arena/sandbox'

const run = promisify(execFile)

const TIMEOUT_MS = 15_000

export interface ProbeOptions {
  readonly user: SystemUser | null
  readonly env: Readonly<Record<string, string>>
}

const FLAGS = ['--headless', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking', '--disable-quic']

/** The line that names the cause. */
const causeOf = (error: unknown): string => {
  const text = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : ''
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return (lines.find((line) => line.includes('shared libraries')) ?? lines.at(-1) ?? (Error.isError(error) ? error.message : String(error))).slice(0, 300)
}

const show = async (path: string, flags: readonly string[], { user, env }: ProbeOptions): Promise<string | null> => {
  const profile = await mkdtemp(join(tmpdir(), 'agent-arena-probe-'))
  try {
    if (user) await chown(profile, user.uid, user.gid)
    const options = { timeout: TIMEOUT_MS, env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: profile, ...env }, cwd: profile, ...user }
    const { stdout } = await run(path, [...FLAGS, ...flags, `--user-data-dir=${profile}`, '--dump-dom', 'about:blank'], options)
    return stdout.includes('<html') ? null : 'it showed nothing'
  } catch (error) {
    return causeOf(error)
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}

export const probe = async (path: string, options: ProbeOptions): Promise<Browser | { readonly failure: string }> => {
  if ((await show(path, [], options)) === null) return { path, sandboxed: true, env: options.env }
  const failure = await show(path, ['--no-sandbox'], options)
  return failure === null ? { path, sandboxed: false, env: options.env } : { failure }
}
