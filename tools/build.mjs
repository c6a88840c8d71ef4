// Builds what `npm start` and the end-to-end tests run, when something changed since the last build.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesBelow, packageFolders } from './files.mjs'
import { root } from './node.mjs'

const stamp = join(root, 'node_modules', '.cache', 'agent-arena', 'built')

const isTest = (path) => path.endsWith('.test.ts')

/** Names, sizes and times of all sources: some 10 ms for 1,000 files, and it notices removed files too. */
const fingerprint = (folders) => {
  const hash = createHash('sha1')
  const shared = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'nx.json'].map((name) => join(root, name))
  for (const path of [...shared, ...folders.flatMap((folder) => filesBelow(join(root, folder)))]) {
    if (isTest(path) || !existsSync(path)) continue
    const { size, mtimeMs } = statSync(path)
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

const isWhole = (folders) => folders.every((folder) => existsSync(join(root, folder, 'dist')))

const lastBuilt = () => (existsSync(stamp) ? readFileSync(stamp, 'utf8') : '')

/** What people need of the output of a failed build: the compiler's own words; without any, the end of it all. */
const essence = (output) => {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const faults = lines.filter((line) => /\berror\b/i.test(line) && !line.startsWith('npm error'))
  return (faults.length > 0 ? faults.slice(0, 20) : lines.slice(-20)).join('\n')
}

const nx = join(root, 'node_modules', '.bin', 'nx')

const runBuild = () =>
  spawnSync(process.execPath, [nx, 'run-many', '-t', 'build', '--outputStyle=static'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    env: {
      ...process.env,
      NX_TUI: 'false',
      NX_DAEMON: 'false',
      FORCE_COLOR: '0',
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    },
  })

const complain = (output) => {
  console.log('failed')
  console.error(`\n${essence(output)}\n\nThe arena could not be built. To see everything: npm run build`)
}

/** An image for production has what was built, and no compiler. */
const withoutTools = (folders) => {
  const whole = isWhole(folders)
  if (!whole) console.error('The arena is not built, and what builds it is not installed: run npm install (without --omit=dev).')
  return whole
}

/** Builds unless what stands is of the present sources. Returns whether a whole, fresh build stands; says why not. */
export const ensureBuild = () => {
  const folders = packageFolders(root)
  if (!existsSync(nx)) return withoutTools(folders)
  const present = fingerprint(folders)
  if (isWhole(folders) && lastBuilt() === present) return true
  process.stdout.write(lastBuilt() === '' ? 'Building the arena, the first time … ' : 'Building what changed … ')
  const begun = performance.now()
  const { status, stdout, stderr, error } = runBuild()
  if (status !== 0) {
    complain(error ? String(error) : stdout + stderr)
    return false
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, present)
  console.log(`built in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  return true
}
