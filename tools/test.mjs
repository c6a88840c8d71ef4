// npm test: Jest over the levels of tests that need nothing but npm; `--level unit|int|e2e|host` picks one, host with the end-to-end suite on NATS.
import { spawn } from 'node:child_process'
import { join, relative } from 'node:path'
import { ensureBuild } from './build.mjs'
import { filesBelow } from './files.mjs'
import { needModernNode, root } from './node.mjs'

needModernNode()

const suffixes = { unit: '.test.ts', int: '.int.test.ts', e2e: '.e2e.test.ts', host: '.host.test.ts' }

const levelOf = (path) => ['int', 'e2e', 'host'].find((level) => path.endsWith(suffixes[level])) ?? 'unit'

/** The end-to-end suite runs twice: in one process, and (with the host's nats-server) as one process a service. */
const levelsOf = { all: ['unit', 'int', 'e2e'], host: ['host', 'e2e'] }

const isOfLevel = (level) => (path) => (levelsOf[level] ?? [level]).includes(levelOf(path))

const parse = (args) => {
  const at = args.findIndex((arg) => arg === '--level' || arg.startsWith('--level='))
  if (at === -1) return { level: 'all', rest: args }
  const inline = args[at].split('=')[1]
  return { level: inline ?? args[at + 1] ?? '', rest: args.toSpliced(at, inline === undefined ? 2 : 1) }
}

const { level, rest } = parse(process.argv.slice(2))
if (level !== 'all' && !(level in suffixes)) {
  console.error(`There is no level "${level}"; there are all, ${Object.keys(suffixes).join(', ')}.`)
  process.exit(2)
}

const tests = ['libs', 'services', 'apps', 'tools', 'docs', 'simulation', 'bench']
  .flatMap((folder) => filesBelow(join(root, folder)))
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => relative(root, path))
const hostTests = tests.filter((path) => levelOf(path) === 'host')

/** Words that are no options choose files by path, as Jest does it. */
const words = rest.filter((arg) => !arg.startsWith('-')).map((word) => new RegExp(word, 'i'))
const chosen = tests.filter(isOfLevel(level)).filter((path) => words.length === 0 || words.some((word) => word.test(path)))

/** The configuration takes all but host tests; a level narrows that. */
const levelArguments = () => {
  if (level === 'all') return []
  const others = level === 'unit' ? ['\\.(int|e2e|host)\\.test\\.ts$'] : []
  const ignored = ['/node_modules/', '/dist/', ...others].map((pattern) => `--testPathIgnorePatterns=${pattern}`)
  const matched = (levelsOf[level] ?? [level]).map(
    (one) => `--testMatch=<rootDir>/{apps,libs,services,tools,docs,simulation,bench}/**/*${suffixes[one]}`,
  )
  return [...ignored, ...matched]
}

const jest = () => {
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules']
  const program = join(root, 'node_modules', 'jest', 'bin', 'jest.js')
  const args = [...flags, program, '--maxWorkers=2', ...rest, ...levelArguments()]
  const env = { ...process.env, ARENA_E2E_MODE: level === 'host' ? 'split' : 'one-process' }
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env })
  // Ctrl-C reaches Jest from the terminal; a signal to this process alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1))))
}

const reportHostTests = () => {
  const left = `${hostTests.length} host test files (*.host.test.ts) and the end-to-end suite on NATS`
  console.log(`\n${left} were left to npm run test:host; they need programs of the machine (nats-server).`)
}

if (chosen.some((path) => levelOf(path) === 'e2e') && !ensureBuild()) process.exitCode = 1
else {
  process.exitCode = await jest()
  if (level !== 'host') reportHostTests()
}
