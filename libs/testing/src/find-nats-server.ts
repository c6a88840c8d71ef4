/** Finds the nats-server of this machine, for tests that need the real one. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Packages put it where only the administrator's PATH leads. */
const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/usr/local/bin']

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Errors: an `Error` that says how to get one. */
export const findNatsServer = (environment: NodeJS.ProcessEnv = process.env): string => {
  const { NATS_SERVER_BIN: named, PATH = '' } = environment
  if (named && !isProgram(named)) throw new Error(`NATS_SERVER_BIN is ${named}, which is no program that can be run.`)
  const folders = [...PATH.split(delimiter).filter(Boolean), ...systemFolders]
  const found = named || folders.map((folder) => join(folder, 'nats-server')).find(isProgram)
  if (!found) throw new Error('There is no nats-server on PATH: apt-get install nats-server, or set NATS_SERVER_BIN.')
  return found
}
