/** How the page hangs on the arena: each live stream reports, the header tells the worst. */
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

const refresh = () => connection.set(worstOf([...streams.values()], navigator.onLine))

export const reportStream = (id: symbol, state: StreamState | undefined) => {
  if (state) streams.set(id, state)
  else streams.delete(id)
  refresh()
}

export const watchNetwork = () => {
  addEventListener('online', refresh)
  addEventListener('offline', refresh)
  refresh()
}

export const useConnection = () => useSyncExternalStore(connection.subscribe, connection.get)
