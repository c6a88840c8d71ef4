/** The system users of local sandboxes: where the arena runs as root, one for each, that owns nothing else; else the arena's own. */
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

const PASSABLE = 0o001

/** Numbers that no account has: below those of systemd's dynamic users, above those that are given to people. */
const FIRST_UID = 60_600
const UIDS = 500

const foldersAbove = (path: string): string[] => (dirname(path) === path ? [] : [dirname(path), ...foldersAbove(dirname(path))])

/** Whether others may pass all folders above a path; what lies in a closed home is out of reach. */
export const isReachable = (path: string) =>
  foldersAbove(path).every((folder) => !existsSync(folder) || (statSync(folder).mode & PASSABLE) !== 0)

/** Hands out users, a different one to each sandbox that runs at the same time. */
export class SandboxUsers {
  private next = 0
  private readonly canChange: boolean

  /** @param paths what the users must reach */
  constructor(paths: readonly string[]) {
    this.canChange = process.platform === 'linux' && process.getuid?.() === 0 && paths.every(isReachable)
  }

  /** Null when the arena is not root, and so cannot change users, or when another user could not reach what it needs. */
  take(): SystemUser | null {
    if (!this.canChange) return null
    const id = FIRST_UID + (this.next++ % UIDS)
    return { uid: id, gid: id }
  }
}
