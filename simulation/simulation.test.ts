/** The simulation with small counts: nothing is broken, each planted bug is caught, and a seed is the same wherever it is run. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { askedOf } from './arguments.ts'
import { planted } from './planted/index.ts'

const root = join(import.meta.dirname, '..')
/** Mostly a few seconds; a machine may be busy. */
const PATIENCE_MS = 120_000

/** A process of its own: it has its own time. */
const simulate = (...args: readonly string[]) => {
  const loader = ['--import', './tools/swc-hooks.mjs', '--conditions=source']
  const { stdout, status } = spawnSync(process.execPath, [...loader, 'simulation/run.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  return { lines: stdout.trimEnd().split('\n'), status }
}

const traceOf = (lines: readonly string[], seed: number) =>
  /trace (\w+)/.exec(lines.find((line) => line.startsWith(`seed ${seed}:`)) ?? '')?.[1]

test(
  '200 seeds break nothing, and one of them has the same trace alone as after others',
  () => {
    const { lines, status } = simulate('--seeds', '200', '--hashes')
    expect(lines.at(-1)).toMatch(/^200 seeds from 1: nothing is broken/)
    expect(status).toBe(0)
    const alone = simulate('--seed', '9')
    expect(traceOf(alone.lines, 9)).toMatch(/^[0-9a-f]{16}$/)
    expect(traceOf(lines, 9)).toBe(traceOf(alone.lines, 9))
  },
  PATIENCE_MS,
)

test(
  'every planted bug is caught within 1,000 seeds',
  () => {
    const { lines, status } = simulate('--planted', 'all', '--seeds', '1000')
    const caught = lines.map((line) => /^(\S+): caught by seed \d+/.exec(line)?.[1] ?? line)
    expect(caught).toEqual(Object.keys(planted))
    expect(status).toBe(0)
  },
  PATIENCE_MS,
)

test('arguments that make no sense are told by their names', () => {
  expect(() => askedOf(['--seed', 'x'])).toThrow('--seed must be a whole number; it is "x".')
  expect(() => askedOf(['--planted', 'x'])).toThrow(/^--planted must be all or one of skipped-position, /)
})
