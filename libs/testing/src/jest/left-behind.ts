/** Processes that tests started and did not end, known by a mark in their environment. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { allProcesses, type RunningProcess } from '../processes.ts'

/** `startProcess` gives this variable, with the address of the run, to what it starts; children inherit it. */
export const MARK = 'ARENA_STARTED_BY_TEST'

const environmentOf = (pid: number): string => {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/environ`, 'utf8')
    return execFileSync('ps', ['-Eww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return '' // ended meanwhile, or another user's
  }
}

export const startedInRun = (address: string): readonly RunningProcess[] =>
  allProcesses().filter(({ pid }) => environmentOf(pid).includes(`${MARK}=${address}`))

export const kill = (processes: readonly RunningProcess[]) => {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // ended meanwhile
    }
  }
}
