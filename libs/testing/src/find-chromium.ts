/** A Chromium for tests: the one that is named, else the system's, else the one from npm. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { bundledChromium } from './bundled-chromium.ts'
import { askRun } from './ask-run.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const applications = ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)

const isExecutable = (path: string) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const systemChromium = () => {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...applications].find(isExecutable)
}

/** Path of its executable. Give it as ARENA_CHROMIUM to arenas under test, so that they do not unpack side by side. */
export const findChromium = async (): Promise<string> =>
  process.env.ARENA_CHROMIUM ?? systemChromium() ?? (process.env.ARENA_TEST_RUN ? askRun('chromium') : bundledChromium())
