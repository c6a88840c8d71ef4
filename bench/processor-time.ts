/** Processor time of Postgres with all its processes, read from /proc; null where there is no /proc. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

/** `pid (name) state parent …`, user and system time at 14 and 15, those of ended children at 16 and 17, counted from 1. */
const statOf = (pid: string) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
  } catch {
    return [] // ended meanwhile
  }
}

const ticks = (stat: readonly number[], from: number, to: number) => stat.slice(from, to).reduce((sum, value) => sum + value, 0)

export const postgresSeconds = (postmaster: number): number | null => {
  if (!existsSync('/proc/self/stat')) return null
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const children = pids.map(statOf).filter(([, parent]) => parent === postmaster)
  const own = ticks(statOf(String(postmaster)), 11, 15)
  return (own + children.reduce((sum, stat) => sum + ticks(stat, 11, 13), 0)) / TICKS_PER_SECOND
}

export const ownSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
