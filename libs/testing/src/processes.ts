/** The processes of this machine, to prove that nothing is left: from /proc on Linux, from ps elsewhere. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export interface RunningProcess {
  readonly pid: number
  readonly parent: number
  readonly group: number
  readonly session: number
  /** Program and arguments, joined by blanks. */
  readonly command: string
}

/** `pid (name) state parent group session …`; the name may hold blanks and brackets. A zombie has ended. */
const fromProc = (pid: number): RunningProcess | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, parent, group, session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z' || state === 'X') return undefined
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { pid, parent: Number(parent), group: Number(group), session: Number(session), command }
  } catch {
    return undefined // ended meanwhile
  }
}

const fromPs = (line: string): RunningProcess | undefined => {
  const found = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line)
  if (!found || found[4]?.startsWith('Z')) return undefined
  const [pid, parent, group] = found.slice(1, 4).map(Number)
  // ps of macOS knows no session ids; the group stands in.
  return { pid: Number(pid), parent: Number(parent), group: Number(group), session: Number(group), command: String(found[5]) }
}

const present = (process: RunningProcess | undefined) => process !== undefined

export const allProcesses = (): readonly RunningProcess[] => {
  if (process.platform === 'linux')
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .map(fromProc)
      .filter(present)
  const lines = execFileSync('ps', ['-axww', '-o', 'pid=,ppid=,pgid=,state=,command='], { encoding: 'utf8' }).split('\n')
  return lines.map(fromPs).filter(present)
}

/** Processes whose command line contains the text, e.g. a data folder; never this one. */
export const processesMatching = (text: string): readonly RunningProcess[] =>
  allProcesses().filter(({ pid, command }) => pid !== process.pid && command.includes(text))

/** What a process started and still runs: its descendants, and, when it led a group or session, all that are still in it. */
export const leftProcesses = (pid: number): readonly RunningProcess[] => {
  const all = allProcesses().filter((process) => process.pid !== pid)
  const family = new Set([pid])
  const belongs = ({ parent, group, session }: RunningProcess) => [parent, group, session].some((id) => family.has(id))
  for (let known = 0; known !== family.size;) {
    known = family.size
    for (const process of all.filter(belongs)) family.add(process.pid)
  }
  return all.filter((process) => family.has(process.pid))
}
