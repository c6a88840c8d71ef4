/** Who may move, by the locks that Node has as browsers have them. */
import { expect, test } from '@jest/globals'
import { takeSlot } from './motion-slots.ts'

class Wanting {
  readonly #released = new AbortController()
  readonly #taken = Promise.withResolvers<void>()
  readonly #ended: Promise<void>
  holds = false

  constructor() {
    this.#ended = takeSlot(navigator.locks, this.#released.signal, () => {
      this.holds = true
      this.#taken.resolve()
    })
  }

  taken() {
    return this.#taken.promise
  }

  async release() {
    this.#released.abort()
    await this.#ended
  }
}

test('two may move, a third once one of them is gone', async () => {
  const [first, second, third] = [new Wanting(), new Wanting(), new Wanting()]
  await Promise.all([first.taken(), second.taken()])
  expect(third.holds).toBe(false)
  await second.release()
  await third.taken()
  await Promise.all([first.release(), third.release()])
})

test('who no longer waits takes nothing', async () => {
  const [first, second, gone, last] = [new Wanting(), new Wanting(), new Wanting(), new Wanting()]
  await Promise.all([first.taken(), second.taken()])
  await gone.release()
  await first.release()
  await last.taken()
  expect(gone.holds).toBe(false)
  await Promise.all([second.release(), last.release()])
  expect((await navigator.locks.query()).held).toEqual([])
})
