/** The user that Postgres runs as: this one, or, because Postgres refuses root, one without rights. */
import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartupProblem } from './startup-problem.ts'

export interface Owner {
  readonly name: string
  /** Absent when Postgres runs as the user that starts it. */
  readonly ids?: { readonly uid: number; readonly gid: number }
}

const idOf = (flag: '-u' | '-g', name: string) =>
  Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))

const lookUp = (name: string): Owner | undefined => {
  try {
    return { name, ids: { uid: idOf('-u', name), gid: idOf('-g', name) } }
  } catch {
    return undefined
  }
}

/** `postgres` where it exists, else `nobody`; no user is created for us. */
export const findOwner = (): Owner => {
  if (process.getuid?.() !== 0) return { name: 'this user' }
  const owner = lookUp('postgres') ?? lookUp('nobody')
  if (owner) return owner
  throw new StartupProblem(
    'Postgres refuses to run as root, and there is no user postgres or nobody; start the arena as an ordinary user.',
  )
}

const ancestors = (path: string): readonly string[] =>
  dirname(path) === path ? [] : [...ancestors(dirname(path)), dirname(path)]

const mayEnter = ({ uid, gid }: NonNullable<Owner['ids']>, folder: string) => {
  const { mode, uid: folderUid, gid: folderGid } = statSync(folder)
  const execute = folderUid === uid ? 0o100 : folderGid === gid ? 0o010 : 0o001
  return (mode & execute) !== 0
}

const firstClosed = ({ ids }: Owner, path: string) => (ids ? ancestors(path).find((folder) => !mayEnter(ids, folder)) : undefined)

/** Whether every folder above `path` lets the owner through. */
export const mayReach = (owner: Owner, path: string): boolean => firstClosed(owner, path) === undefined

export const assertReachable = (owner: Owner, folder: string) => {
  const closed = firstClosed(owner, `${folder}/cluster`)
  if (closed === undefined) return
  throw new StartupProblem(
    `Postgres refuses to run as root, and user ${owner.name}, as which it runs instead, may not enter ${closed}; ` +
      'choose a data folder elsewhere (ARENA_DATA_DIR=/var/lib/agent-arena), or start the arena as an ordinary user.',
  )
}

/** Lets the owner pass through a folder of ours, as `mktemp -d` makes it with mode 700; it still cannot list what is in there. */
export const letPass = ({ ids }: Owner, folder: string) => {
  if (ids && !mayEnter(ids, folder)) chmodSync(folder, (statSync(folder).mode & 0o777) | 0o001)
}

export const giveTo = ({ ids }: Owner, path: string) => {
  if (ids) chownSync(path, ids.uid, ids.gid)
}
