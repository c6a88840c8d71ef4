/** Ends what a killed arena left: a runner that did not notice, with its whole process group. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { killGroup } from './kill-group.ts'

const run = promisify(execFile)

/** A pid may belong to somebody else by now: the command line must name the sandbox. */
const isRunnerOf = async (pid: number, sandboxId: string): Promise<boolean> => {
  const { stdout } = await run('ps', ['-p', String(pid), '-o', 'args=', '-ww']).catch(() => ({ stdout: '' }))
  return stdout.includes(sandboxId)
}

export const killOrphan = async (pid: number, sandboxId: string): Promise<void> => {
  if (!Number.isInteger(pid) || pid <= 1 || !(await isRunnerOf(pid, sandboxId))) return
  killGroup(pid, 'SIGKILL')
}
