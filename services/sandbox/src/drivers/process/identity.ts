/** The system user of local sandboxes: nobody where the arena runs as root, else the arena's own. */
import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

const PASSABLE = 0o001

const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))

const foldersAbove = (path: string): string[] => (dirname(path) === path ? [] : [dirname(path), ...foldersAbove(dirname(path))])

/** Whether others may pass all folders above a path; what lies in a closed home is out of reach. */
export const isReachable = (path: string) =>
  foldersAbove(path).every((folder) => !existsSync(folder) || (statSync(folder).mode & PASSABLE) !== 0)

/** Null when the arena is not root, and so cannot change users, or when that user could not reach what it needs. */
export const unprivilegedUser = (paths: readonly string[]): SystemUser | null =>
  process.platform === 'linux' && process.getuid?.() === 0 && paths.every(isReachable)
    ? { uid: idOf('-u'), gid: idOf('-g') }
    : null
