/** The system user of local sandboxes: nobody where the arena runs as root, else the arena's own. */
import { execFileSync } from 'node:child_process'

export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))

/** Null when the arena is not root, and so cannot change users. */
export const unprivilegedUser = (): SystemUser | null =>
  process.getuid?.() === 0 && process.platform === 'linux' ? { uid: idOf('-u'), gid: idOf('-g') } : null
