/** The arena's data folder: everything that it keeps, in one place. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, chmod, constants, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { StartupProblem } from '@agent-arena/embedded-postgres'
import { isReachable } from '@agent-arena/sandbox'

const problemOf = (error: unknown, folder: string): string => {
  const code = Error.isError(error) && 'code' in error ? error.code : null
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return `${folder} is not a folder; move it away, or choose another one with ARENA_DATA_DIR.`
  const reason = Error.isError(error) ? error.message : String(error)
  return `The data folder ${folder} cannot be written (${reason}); make it writable, or choose another one with ARENA_DATA_DIR.`
}

/** Where root keeps the data when its own home is closed to the unprivileged users that Postgres and agents run as. */
const SYSTEM_FOLDER = '/var/lib/agent-arena'

/** `.arena` here, wherever everybody who must can reach it. */
export const defaultDataFolder = (): string => {
  const here = resolve('.arena')
  return process.getuid?.() === 0 && !isReachable(here) ? SYSTEM_FOLDER : here
}

/** Makes the folder where it is missing. Others may pass through it to what is meant for them, but not list it. */
export const openDataFolder = async (path: string): Promise<string> => {
  const folder = resolve(path)
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return folder
  } catch (error) {
    throw new StartupProblem(problemOf(error, folder))
  }
}

const SECRET_MODE = 0o600

/** A secret that is made once (again, where a killed start left an empty file) and kept for its owner's eyes only. */
export const keptSecret = async (folder: string, name: string, make: () => string): Promise<string> => {
  const path = join(folder, name)
  const kept = existsSync(path) ? (await readFile(path, 'utf8')).trim() : ''
  const secret = kept === '' ? make() : kept
  await writeFile(path, `${secret}\n`, { mode: SECRET_MODE })
  await chmod(path, SECRET_MODE)
  return secret
}

export const newOperatorToken = (): string => `arena_op_${randomBytes(24).toString('base64url')}`
