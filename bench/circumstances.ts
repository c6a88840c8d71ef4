/** Under what a run was measured: the commit, and how busy the machine was with other work before it. */
import { spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'

export interface Circumstances {
  /** With `-dirty` when files differ from it; `unknown` where there is no git. */
  readonly commit: string
  /** Of the last minute. */
  readonly load: number
}

export const circumstances = (): Circumstances => {
  const { stdout } = spawnSync('git', ['describe', '--always', '--dirty', '--exclude=*'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  })
  return { commit: stdout?.trim() || 'unknown', load: Number((loadavg()[0] ?? 0).toFixed(1)) }
}
