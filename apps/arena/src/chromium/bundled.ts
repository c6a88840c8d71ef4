/** The Chromium that came by npm (Linux): unpacked once beside the packages, into a folder of our own, never a shared one. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { access, chmod, constants, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

const PACKAGE = '@sparticuz/chromium'
/** Unpacks in a process of its own, because the package only knows the system's folder for temporary files. */
const UNPACK = `const { default: chromium } = await import(process.argv[1]); await chromium.executablePath()`
const UNPACK_LIBRARIES = `const { inflate } = await import(process.argv[1]); await inflate(process.argv[2])`

export interface Bundled {
  readonly path: string
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

const entry = (): string | null => {
  try {
    return import.meta.resolve(PACKAGE)
  } catch {
    return null
  }
}

const evaluate = (script: string, args: readonly string[], folder: string) =>
  run(process.execPath, ['--input-type=module', '-e', script, ...args], { env: { PATH: '/usr/bin:/bin', TMPDIR: folder } })

const unpackInto = async (folder: string, module: string): Promise<void> => {
  await mkdir(dirname(folder), { recursive: true })
  const fresh = await mkdtemp(`${folder}-`)
  await evaluate(UNPACK, [module], fresh)
  await chmod(fresh, 0o755)
  await chmod(join(fresh, 'chromium'), 0o755)
  await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(fresh, { recursive: true, force: true })
    if (!existsSync(join(folder, 'chromium'))) throw error // Otherwise another start was faster.
  })
}

/** Beside the packages, shared by all arenas of this clone; where nothing can be written there, in the arena's own folder. */
const chooseFolder = async (module: string, dataFolder: string): Promise<string> => {
  const shared = join(dirname(fileURLToPath(module)), '..', '..', '..', '.cache', 'agent-arena')
  if (existsSync(join(shared, 'chromium', 'chromium'))) return join(shared, 'chromium')
  const writable = await mkdir(shared, { recursive: true })
    .then(() => access(shared, constants.W_OK))
    .then(
      () => true,
      () => false,
    )
  return join(writable ? shared : dataFolder, 'chromium')
}

/** Null where npm has none for this platform. */
export const unpackBundled = async (dataFolder: string, onStep: (text: string) => void): Promise<Bundled | null> => {
  const module = entry()
  if (module === null || process.platform !== 'linux') return null
  const folder = await chooseFolder(module, dataFolder)
  if (!existsSync(join(folder, 'chromium'))) {
    onStep('Unpacking the browser (the first time only)')
    await unpackInto(folder, module)
  }
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }
  return { path: join(folder, 'chromium'), folder, env: fonts }
}

/** The libraries that a bare machine lacks; they come with the browser. Answers their folder. */
export const unpackLibraries = async (folder: string): Promise<string> => {
  const module = entry() ?? ''
  const libraries = join(folder, 'al2023', 'lib')
  if (!existsSync(libraries))
    await evaluate(UNPACK_LIBRARIES, [module, join(dirname(fileURLToPath(module)), '..', 'bin', 'al2023.tar.br')], folder)
  return libraries
}
