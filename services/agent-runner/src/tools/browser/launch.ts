/** Starts Chromium with its profile and temporary files in the working folder. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'

export interface LaunchOptions {
  readonly executable: string
  readonly sandboxed: boolean
  readonly workDir: string
  readonly env: Readonly<Record<string, string>>
}

export const VIEWPORT = { width: 1280, height: 720 } as const

const ARGS = [
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launch = async ({ executable, sandboxed, workDir, env }: LaunchOptions): Promise<BrowserContext> => {
  const temporary = join(workDir, 'tmp')
  await mkdir(temporary, { recursive: true })
  return chromium.launchPersistentContext(join(workDir, 'profile'), {
    executablePath: executable,
    headless: true,
    chromiumSandbox: sandboxed,
    args: sandboxed ? ARGS : [...ARGS, '--no-sandbox'],
    env: { ...env, TMPDIR: temporary, HOME: workDir },
    artifactsDir: temporary,
    viewport: VIEWPORT,
    acceptDownloads: false,
    // The runner itself decides what a signal means.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
}
