/** The server's time, once a second, for everything that counts down: one timer for the whole page. */
import { useSyncExternalStore } from 'react'
import { serverNow } from './clock.ts'
import { createStore } from './store.ts'

const now = createStore(serverNow())
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

const subscribe = (listener: () => void) => {
  const leave = now.subscribe(listener)
  if (watchers++ === 0) {
    now.set(serverNow())
    timer = setInterval(() => now.set(serverNow()), 1000)
  }
  return () => {
    leave()
    if (--watchers === 0) clearInterval(timer)
  }
}

export const useNow = () => useSyncExternalStore(subscribe, now.get)
