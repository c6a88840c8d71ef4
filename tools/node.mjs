// Which Node runs a tool: this one, or the Node 24 that npm installed beside it.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

const OLDEST = [24, 0]

const isNewEnough = (version) => {
  const [major, minor] = version.split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

/** Where npm scripts find Node 24 first: an optional dependency that there is for Linux and macOS, x64 and arm64. */
const packaged = join(root, 'node_modules', '.bin', 'node')

const versionOf = (node) => {
  const { stdout } = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return stdout?.trim() || '0.0'
}

/** Goes on under this Node when it is new enough, else under the one from npm, else says what to do and ends. */
export const needModernNode = () => {
  if (isNewEnough(process.versions.node)) return
  if (!isNewEnough(versionOf(packaged))) {
    const has = `Node ${process.versions.node} is too old, and npm could not install Node 24 for ${process.platform}-${process.arch}`
    console.error(`${has}; install Node ${OLDEST.join('.')} or newer from https://nodejs.org, then run npm install again.`)
    process.exit(1)
  }
  const { status } = spawnSync(packaged, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(status ?? 1)
}
