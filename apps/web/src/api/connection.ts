/** How the page hangs on the arena: each live stream reports, and so do requests; the header tells the worst. */
import { useSyncExternalStore } from 'react'
import { createStore } from './store.ts'

export type StreamState = 'connecting' | 'live' | 'reconnecting'
export type ConnectionState = StreamState | 'offline' | 'idle'

/** The worst of several streams; a machine without a network is offline whatever its streams say. */
export const worstOf = (states: readonly StreamState[], online: boolean): ConnectionState => {
  if (!online) return 'offline'
  return (['reconnecting', 'connecting', 'live'] as const).find((state) => states.includes(state)) ?? 'idle'
}

const streams = new Map<symbol, StreamState>()
const connection = createStore<ConnectionState>('idle')

/** Since when requests do not reach the arena; undefined while they do. A page may have no stream to tell. */
let awaySince: number | undefined

const refresh = () => {
  const states = [...streams.values()]
  connection.set(worstOf(awaySince === undefined ? states : [...states, 'reconnecting'], navigator.onLine))
}

/** One request that fails between others that do not is no absence: renewing all for it would ask for it again and again. */
const SHORTEST_ABSENCE_MS = 2500

const returned = new Set<() => void>()

export const reportReach = (reached: boolean) => {
  const since = awaySince
  awaySince = reached ? undefined : (since ?? Date.now())
  refresh()
  if (reached && since !== undefined && Date.now() - since >= SHORTEST_ABSENCE_MS) for (const listener of returned) listener()
}

/** Calls when the arena is reached again after an absence. */
export const onReachedAgain = (listener: () => void) => {
  returned.add(listener)
  return () => returned.delete(listener)
}

export const reportStream = (id: symbol, state: StreamState | undefined) => {
  if (state) streams.set(id, state)
  else streams.delete(id)
  if (state === 'live') reportReach(true)
  else refresh()
}

export const watchNetwork = () => {
  addEventListener('online', refresh)
  addEventListener('offline', refresh)
  refresh()
}

export const useConnection = () => useSyncExternalStore(connection.subscribe, connection.get)
