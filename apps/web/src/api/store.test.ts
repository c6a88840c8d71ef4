/** Watching a value. */
import { expect, test } from '@jest/globals'
import { createStore } from './store.ts'

test('listeners hear of a change until they leave', () => {
  const store = createStore(1)
  const heard: number[] = []
  const leave = store.subscribe(() => heard.push(store.get()))
  store.set(2)
  leave()
  store.set(3)
  expect(heard).toEqual([2])
})

test('setting the same value again tells nobody', () => {
  const store = createStore('a')
  let calls = 0
  store.subscribe(() => calls++)
  store.set('a')
  expect(calls).toBe(0)
})
