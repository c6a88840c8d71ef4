/** Processes under test: heard, killed, and found when they leave something behind. */
import { expect, test } from '@jest/globals'
import { eventually } from './eventually.ts'
import { leftProcesses, processesMatching } from './processes.ts'
import { startProcess } from './start-process.ts'

const script = (code: string) => startProcess({ args: ['-e', code] })
const sleeper = 'setInterval(() => {}, 1000)'
const withChild = `const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(sleeper)}, 'a-left-child'])
console.log('child', child.pid); ${sleeper}`

test('hears whole lines of both outputs, before and after asking', async () => {
  await using talker = script(`console.log('one'); console.error('two'); setTimeout(() => console.log('three'), 50)`)
  expect(await talker.waitForLine(/^t/)).toBe('two')
  expect(await talker.waitForLine('three')).toBe('three')
  expect(await talker.waitForLine('one')).toBe('one')
  expect(await talker.ended).toEqual({ code: 0, signal: null })
  expect(talker.output.split('\n').sort()).toEqual(['', 'one', 'three', 'two'])
})

test('says what was said instead when it ends or stays silent', async () => {
  await using short = script(`console.log('something else'); process.exitCode = 3`)
  await expect(short.waitForLine('ready')).rejects.toThrow(/ended without saying ready. It said:\nsomething else/)
  expect(await short.ended).toEqual({ code: 3, signal: null })
  await using silent = script(sleeper)
  await expect(silent.waitForLine('ready', 50)).rejects.toThrow(/did not say within 50 ms: ready/)
  expect(await silent.kill()).toEqual({ code: null, signal: 'SIGTERM' })
})

test('gives environment and folder', async () => {
  const args = ['-p', 'process.env.HAT + process.env.HOME + process.cwd()']
  await using child = startProcess({ args, env: { HAT: 'three corners ', HOME: undefined }, cwd: '/' })
  expect(await child.waitForLine('corners')).toBe('three corners undefined/')
})

test('finds what a process left behind, also after its end', async () => {
  const parent = script(withChild)
  const child = Number((await parent.waitForLine('child')).split(' ')[1])
  expect(leftProcesses(parent.pid).map(({ pid }) => pid)).toEqual([child])
  process.kill(parent.pid, 'SIGKILL')
  await eventually(() => expect(processesMatching('a-left-child').map(({ pid }) => pid)).toEqual([child]))
  expect(leftProcesses(parent.pid).map(({ pid }) => pid)).toEqual([child])
  await parent[Symbol.asyncDispose]()
  await eventually(() => expect(leftProcesses(parent.pid)).toEqual([]))
})

test('rejects a program that is not there', async () => {
  const nothing = startProcess({ command: '/no/such/program' })
  await expect(nothing.ended).rejects.toMatchObject({ code: 'ENOENT' })
})
