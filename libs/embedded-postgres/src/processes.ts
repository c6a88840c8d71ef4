/** What the system tells about a process: whether it lives, and what it runs. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const onLinux = process.platform === 'linux'

const answersSignals = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A zombie counts as dead here; kill(pid, 0), and with it Postgres, takes it for alive. */
const runsOnLinux = (pid: number) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2))
  } catch {
    return false
  }
}

export const isAlive = (pid: number): boolean => pid > 0 && (onLinux ? runsOnLinux(pid) : answersSignals(pid))

/** Program and arguments of a process, joined by blanks; empty when there is none. */
export const commandLine = (pid: number): string => {
  try {
    if (onLinux) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return ''
  }
}

/** Whether the process ended within the time. */
export const endsWithin = async (pid: number, timeoutMs: number): Promise<boolean> => {
  for (const end = Date.now() + timeoutMs; isAlive(pid); await sleep(10)) if (Date.now() > end) return false
  return true
}
