// The files that we wrote: walks the workspace past what was installed, built or cached.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const skipped = new Set(['node_modules', 'dist', 'coverage'])

const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || skipped.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : entry.isFile() ? [path] : []
  })

/** All files below a folder, in the order of their names; none when it is not there. */
export const filesBelow = (folder) => (statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? walk(folder).sort() : [])

/** Folders of all packages: libs/contracts, services/betting, … */
export const packageFolders = (root) =>
  ['libs', 'services', 'apps'].flatMap((kind) =>
    readdirSync(join(root, kind), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && statSync(join(root, kind, entry.name, 'package.json'), { throwIfNoEntry: false }))
      .map((entry) => join(kind, entry.name)),
  )
