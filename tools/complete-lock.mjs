// After an install that changed the lock: adds the optional packages of other platforms that npm left out, so that `npm ci` takes it everywhere.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './node.mjs'

const path = join(root, 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const systems = ['darwin', 'win32', 'linux', 'android', 'freebsd', 'openharmony', 'openbsd', 'netbsd', 'sunos', 'aix']
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32', 'mips64el']

const parent = (folder) => folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))

/** Whether the lock places `name` where a package in `folder` would find it. */
const isPlaced = (folder, name) => {
  const here = `${folder ? `${folder}/` : ''}node_modules/${name}`
  return here in lock.packages || (folder !== '' && isPlaced(parent(folder), name))
}

const named = (words, name) => words.filter((word) => new RegExp(`[-/]${word}(-|$)`).test(name))

const entry = (name, version, isDevelopment) => {
  const [os, cpu] = [named(systems, name), named(processors, name)]
  const libc = name.includes('musl') ? { libc: ['musl'] } : {}
  const only = { ...(cpu.length > 0 && { cpu }), ...(isDevelopment && { dev: true }), ...libc }
  return { version, ...only, optional: true, ...(os.length > 0 && { os }) }
}

const missing = Object.entries(lock.packages).flatMap(([folder, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies)
    .filter(([name, range]) => /^\d/.test(range) && !isPlaced(folder, name))
    .map(([name, version]) => [`node_modules/${name}`, entry(name, version, dev)]),
)

// In npm's own order, or every install would change the file.
const sorted = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) }).sort(([a], [b]) => a.localeCompare(b, 'en'))
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
console.log(`${missing.length} packages of other platforms were added to package-lock.json.`)
