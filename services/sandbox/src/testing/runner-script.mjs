// A runner of a few lines that speaks the control channel, for tests of drivers: it starts a child of its own, as a browser would be.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', process.argv.at(-1)], { stdio: 'ignore' })
const mode = process.env.SANDBOX_TOKEN

if (mode === 'deaf') process.on('SIGTERM', () => {})
if (mode === 'crash') process.exit(3)
say({ type: 'log', level: 'info', message: `pid ${child.pid}` })
process.stdout.write('not json\n')
if (mode !== 'slow') say({ type: 'ready' })

const lines = createInterface(process.stdin)
lines.on('line', (line) => {
  const message = JSON.parse(line)
  if (message.type === 'begin' && mode === 'leave') process.exit(0)
  if (message.type === 'inspect' && mode !== 'deaf')
    say({
      type: 'inspected',
      id: message.id,
      met: message.check.text === JSON.stringify(process.env),
      url: JSON.stringify(process.env),
    })
})
if (mode !== 'deaf')
  lines.on('close', () => {
    child.kill('SIGKILL')
    process.exit(0)
  })
