/** The data folder: made once, whole or not at all. It holds `cluster` (with the password in it) and the log. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { assertReachable, giveTo, letPass, type Owner } from './owner.ts'
import { isAlive } from './processes.ts'
import { folderProblem, outputProblem, StartupProblem } from './startup-problem.ts'

export const USER = 'arena'

/** Postgres sees none of our environment: no keys, no foreign locale. */
export const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

const passwordFile = (cluster: string) => join(cluster, 'arena-password')

/** Real path of the folder, made when missing; refused with a sentence where Postgres could not work in it. */
export const openFolder = (dataDir: string, owner: Owner, dataHome: string = dataDir): string => {
  try {
    mkdirSync(dataDir, { recursive: true })
    for (const own of [dataHome, dataDir]) letPass(owner, own)
    const folder = realpathSync(dataDir)
    writeFileSync(join(folder, '.writable'), '')
    rmSync(join(folder, '.writable'), { force: true })
    assertReachable(owner, folder)
    return folder
  } catch (error) {
    throw folderProblem(error, dataDir)
  }
}

/** The builtin locale sorts the same on every platform and does not depend on what is installed. */
const initdbSettings = [
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--no-instructions',
]

const initdb = async (binaries: Binaries, owner: Owner, folder: string) => {
  const args = ['-D', join(folder, 'cluster'), '-U', USER, `--pwfile=${join(folder, 'password')}`, ...initdbSettings]
  const child = spawn(binaries.initdb, args, { ...owner.ids, cwd: folder, env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  const [code, output] = await Promise.all([ended, text(child.stderr)])
  if (code !== 0) throw outputProblem(output, folder)
}

const isLeftOver = (name: string) => {
  const pid = /^new-(\d+)$/.exec(name)?.[1]
  return pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid)))
}

/** The initdb of a killed starter may go on for a moment and clean up itself; rm takes the ENOENT of that race for success. */
const removeTree = async (path: string) => {
  for (const end = Date.now() + 3_000; existsSync(path) && Date.now() < end; await sleep(50))
    rmSync(path, { recursive: true, force: true, maxRetries: 20 })
}

const removeLeftOvers = async (dataDir: string) => {
  for (const name of readdirSync(dataDir).filter(isLeftOver)) await removeTree(join(dataDir, name))
}

const moveInto = (made: string, cluster: string) => {
  try {
    renameSync(made, cluster)
  } catch (error) {
    // Two starters at once: the other one's cluster stands already, with its password in it.
    if (!existsSync(passwordFile(cluster))) throw error
  }
}

/** Works in a folder of its own and moves the finished cluster into place, so that one killed in the middle leaves nothing half. */
const makeCluster = async (binaries: Binaries, owner: Owner, dataDir: string) => {
  const workplace = join(dataDir, `new-${process.pid}`)
  const made = join(workplace, 'cluster')
  const password = join(workplace, 'password')
  mkdirSync(workplace, { mode: 0o700 })
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
  for (const path of [workplace, password]) giveTo(owner, path)
  await initdb(binaries, owner, workplace)
  chownSync(password, process.getuid?.() ?? -1, process.getgid?.() ?? -1)
  renameSync(password, passwordFile(made))
  moveInto(made, join(dataDir, 'cluster'))
  rmSync(workplace, { recursive: true, force: true })
}

/** Initialises the cluster unless it stands already. */
export const ensureCluster = async (binaries: Binaries, owner: Owner, dataDir: string): Promise<void> => {
  try {
    await removeLeftOvers(dataDir)
    if (!existsSync(join(dataDir, 'cluster'))) await makeCluster(binaries, owner, dataDir)
  } catch (error) {
    throw folderProblem(error, dataDir)
  }
}

export const readPassword = (cluster: string): string => {
  try {
    return readFileSync(passwordFile(cluster), 'utf8').trim()
  } catch {
    throw new StartupProblem(`The password ${passwordFile(cluster)} cannot be read; put it back, or choose another data folder.`)
  }
}
