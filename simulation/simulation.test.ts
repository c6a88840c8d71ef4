/** The simulation with small counts: nothing is broken, each planted bug is caught, and a seed is the same wherever it is run. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { planted } from './planted/index.ts'

const root = join(import.meta.dirname, '..')
/** Mostly a few seconds; a machine may be busy. */
const PATIENCE_MS = 120_000

/** A process of its own: it has its own time. */
const simulate = (...args: readonly string[]) => {
  const loader = ['--import', './tools/swc-hooks.mjs', '--conditions=source']
  const { stdout, stderr, status } = spawnSync(process.execPath, [...loader, 'simulation/run.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  return { text: `${stdout}${stderr}`, lines: stdout.trimEnd().split('\n'), status }
}

test(
  '300 seeds break nothing',
  () => {
    const { text, status } = simulate('--seeds', '300')
    expect(text).toMatch(/^300 seeds from 1: nothing is broken/)
    expect(status).toBe(0)
  },
  PATIENCE_MS,
)

test(
  'every planted bug is caught within 1,000 seeds',
  () => {
    const { lines, status } = simulate('--planted', 'all', '--seeds', '1000')
    const caught = lines.map((line) => /^(\S+): caught after \d+ seeds/.exec(line)?.[1] ?? line)
    expect(caught).toEqual(Object.keys(planted))
    expect(status).toBe(0)
  },
  PATIENCE_MS,
)

test(
  'a seed has the same trace alone as after others',
  () => {
    const traceOf = (lines: readonly string[]) => /trace (\w+)/.exec(lines.find((line) => line.startsWith('seed 9:')) ?? '')?.[1]
    const [alone, afterOthers] = [simulate('--seed', '9'), simulate('--seeds', '9', '--hashes')]
    expect(traceOf(alone.lines)).toMatch(/^[0-9a-f]{16}$/)
    expect(traceOf(afterOthers.lines)).toBe(traceOf(alone.lines))
  },
  PATIENCE_MS,
)

test('what it does not understand it says in a sentence', () => {
  expect(simulate('--seed', 'x')).toMatchObject({ text: '--seed must be a whole number; it is "x".\n', status: 2 })
  expect(simulate('--planted', 'x').text).toMatch(/^--planted must be all or one of skipped-position, /)
})
