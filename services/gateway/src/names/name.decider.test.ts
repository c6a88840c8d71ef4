/** The rules of a name, as given/when/then. */
import { test } from '@jest/globals'
import type { NameReserved, NameTaken } from '@agent-arena/contracts'
import { specify } from '@agent-arena/testing/specify'
import { nameDecider } from './name.decider.ts'

const { given, when } = specify(nameDecider)
const at = '2026-01-01T00:00:00.000Z'

const take = (userId: string) => ({ type: 'TakeName', userId, name: 'Red Baron', at }) as const
const reserve = (sandboxId: string) => ({ type: 'ReserveName', sandboxId, name: 'RED BARON', at }) as const
const taken: NameTaken = { type: 'NameTaken', data: { userId: 'usr_1', name: 'Red Baron', at } }
const reserved: NameReserved = { type: 'NameReserved', data: { sandboxId: 'sbx_1', name: 'RED BARON', at } }

test('is taken by the first user who asks', () => when(take('usr_1')).then(taken))
test('is refused to another user', () => given(taken).when(take('usr_2')).rejects('name-taken'))
test('is not taken twice by one user', () => given(taken).when(take('usr_1')).then())
test('is kept for the first contestant who bears it', () => when(reserve('sbx_1')).then(reserved))
test('of a contestant is refused to users', () => given(reserved).when(take('usr_1')).rejects('name-reserved'))
test('is not kept twice, for one contestant or for another', () => {
  given(reserved).when(reserve('sbx_1')).then()
  given(reserved).when(reserve('sbx_2')).then()
})
test('stays with a user who has it when a contestant comes to bear it', () => given(taken).when(reserve('sbx_1')).then())
