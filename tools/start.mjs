// npm start: a fresh build, then the arena in this very process, so that signals reach it without a go-between.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from './build.mjs'
import { needModernNode, root } from './node.mjs'

needModernNode()
if (!ensureBuild()) process.exit(1)

const ownSettings = join(root, '.env')
if (existsSync(ownSettings)) process.loadEnvFile(ownSettings)

/** npm passes SIGINT and SIGTERM on; when npm itself is killed, the arena is not to run on unseen. */
const endWithNpm = () => {
  const npm = process.ppid
  const look = () => process.ppid !== npm && process.kill(process.pid, 'SIGTERM')
  if (process.env.npm_lifecycle_event === 'start') setInterval(look, 500).unref()
}

const main = join(root, 'apps', 'arena', 'dist', 'main.js')
const args = process.argv.slice(2)

endWithNpm()
process.setSourceMapsEnabled(true)
process.argv = [process.execPath, main, 'up', ...args]
await import(main)
