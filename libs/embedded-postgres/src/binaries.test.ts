/** Programs made ready: symlinks that npm left out, and a copy where the owner may not go. */
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { chmodSync, mkdirSync, mkdtempSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeUsable } from './binaries.ts'
import { assertReachable } from './owner.ts'

const self = { name: 'this user' }
const stranger = { name: 'nobody', ids: { uid: 4_242, gid: 4_242 } }
let folder: string
let native: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'arena-bin-')))
  chmodSync(folder, 0o755)
  native = join(folder, 'package', 'native')
  for (const name of ['bin', 'lib']) mkdirSync(join(native, name), { recursive: true })
  for (const name of ['bin/postgres', 'bin/initdb', 'lib/libx.so.1.2']) writeFileSync(join(native, name), '', { mode: 0o755 })
  writeFileSync(join(native, 'pg-symlinks.json'), '[{"source":"native/lib/libx.so.1.2","target":"native/lib/libx.so.1"}]')
})

afterEach(() => rmSync(folder, { recursive: true }))

test('makes the symlinks that a skipped install script left out', () => {
  expect(makeUsable(native, self, folder).postgres).toBe(join(native, 'bin', 'postgres'))
  expect(readlinkSync(join(native, 'lib', 'libx.so.1'))).toBe('libx.so.1.2')
})

test('copies the programs where the owner may not enter their folder', () => {
  chmodSync(join(folder, 'package'), 0o700)
  const copy = join(folder, 'programs', 'native', 'bin', 'postgres')
  expect(makeUsable(native, stranger, folder).postgres).toBe(copy)
  expect(makeUsable(native, stranger, folder).postgres).toBe(copy)
})

test('says in a sentence that a program may not be executed', () => {
  chmodSync(join(native, 'bin', 'initdb'), 0o644)
  expect(() => makeUsable(native, self, folder)).toThrow(/initdb may not be executed; run npm install again/)
})

test('names the folder that the owner may not enter', () => {
  chmodSync(join(folder, 'package'), 0o700)
  const sentence = `user nobody, as which it runs instead, may not enter ${join(folder, 'package')}; choose a data folder elsewhere`
  expect(() => assertReachable(stranger, join(folder, 'package', 'data'))).toThrow(sentence)
})
