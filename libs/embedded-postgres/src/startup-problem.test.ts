/** The sentences that people read when Postgres cannot start. */
import { expect, test } from '@jest/globals'
import { folderProblem, outputProblem, StartupProblem } from './startup-problem.ts'

const withCode = (code: string) => Object.assign(new Error(code), { code })

test.each([
  ['ENOSPC', 'The disk that holds /data is full; free some space (about 100 MB are needed), then start again.'],
  ['EACCES', 'The data folder /data is not writable; make it writable for this user, or choose another one.'],
  ['EROFS', 'The data folder /data is not writable; make it writable for this user, or choose another one.'],
  ['ENOTDIR', '/data is not a folder; move that file away, or choose another data folder.'],
])('words %s', (code, sentence) => expect(folderProblem(withCode(code), '/data')).toMatchObject({ message: sentence }))

test('leaves a fault as it is', () => {
  const fault = new TypeError('oops')
  expect(folderProblem(fault, '/data')).toBe(fault)
})

test('finds the cause in what Postgres wrote', () => {
  const written = '2026-11-20 LOG:  starting\n2026-11-20 FATAL:  role "x" is not permitted\n2026-11-20 LOG:  shut down\n'
  expect(outputProblem(written, '/data').message).toBe('Postgres could not start in /data: role "x" is not permitted')
  expect(outputProblem('', '/data')).toBeInstanceOf(StartupProblem)
})

test('sees a full disk and a missing library in it', () => {
  expect(outputProblem('PANIC:  could not write: No space left on device', '/data').message).toMatch(
    /^The disk that holds \/data is full/,
  )
  const missing = 'postgres: error while loading shared libraries: libz.so.1: cannot open shared object file'
  expect(outputProblem(missing, '/data').message).toMatch(/cannot run here \(.*libz.so.1.*\); set DATABASE_URL/)
})
