/** Given/when/then over a small decider: a lamp that burns out at its third lighting. */
import { expect, test } from '@jest/globals'
import { specify } from './specify.ts'

type Fact = { readonly type: 'Lit' } | { readonly type: 'PutOut' }
type Command = { readonly type: 'Light' | 'PutOut' }
type Lamp = { readonly isOn: boolean; readonly lightings: number }

const wrongState = Object.assign(new Error('burnt out'), { name: 'Rejection', reason: 'wrong-state' })

const lamp = {
  initialState: { isOn: false, lightings: 0 },
  decide: ({ type }: Command, { isOn, lightings }: Lamp): readonly Fact[] => {
    if (type === 'PutOut') return isOn ? [{ type: 'PutOut' }] : []
    if (lightings === 3) throw wrongState
    return isOn ? [] : [{ type: 'Lit' }]
  },
  evolve: ({ lightings }: Lamp, { type }: Fact): Lamp => ({
    isOn: type === 'Lit',
    lightings: lightings + Number(type === 'Lit'),
  }),
}

const lit: Fact = { type: 'Lit' }
const putOut: Fact = { type: 'PutOut' }

test('expects the facts that follow', () => specify(lamp).given(lit).when({ type: 'PutOut' }).then(putOut))
test('begins with nothing given', () => specify(lamp).when({ type: 'Light' }).then(lit))
test('expects no facts', () => specify(lamp).given(lit).when({ type: 'Light' }).then())
test('expects a refusal', () => specify(lamp).given(lit, putOut, lit, putOut, lit).when({ type: 'Light' }).rejects('wrong-state'))

test('fails on other facts, on another reason, and on no refusal', () => {
  const burntOut = specify(lamp).given(lit, lit, lit)
  expect(() => specify(lamp).when({ type: 'Light' }).then()).toThrow()
  expect(() => specify(lamp).when({ type: 'Light' }).rejects('wrong-state')).toThrow()
  expect(() => burntOut.when({ type: 'Light' }).rejects('market-locked')).toThrow()
})

test('lets a fault through', () => {
  const broken = { ...lamp, evolve: (_state: Lamp, _fact: Fact) => undefined as unknown as Lamp }
  expect(() => specify(broken).given(lit).when({ type: 'Light' }).then()).toThrow(/lightings|isOn/)
})
