/** The operator's token, beside the guest's session: kept until the tab is closed, forgotten when the arena refuses it. */
import { useSyncExternalStore } from 'react'
import { createClient, Rejection } from '@agent-arena/contracts'
import { send } from './reach.ts'
import { readStored, writeStored } from './storage.ts'
import { createStore } from './store.ts'

const KEY = 'operator'

const token = createStore<string | undefined>(undefined)

export const restoreOperator = () => token.set(readStored(KEY, 'tab') ?? undefined)

const keep = (value: string | undefined) => {
  writeStored(KEY, value ?? null, 'tab')
  token.set(value)
}

export const forgetOperator = () => keep(undefined)

/** Asks as the operator; a token that is refused is forgotten, unless it was replaced meanwhile. */
export const fetchAsOperator: typeof fetch = async (input, init) => {
  const used = token.get()
  const response = await send(input, { ...init, headers: { ...init?.headers, authorization: `Bearer ${used}` } })
  if (response.status === 401 && token.get() === used) forgetOperator()
  return response
}

export const operatorArena = createClient({ url: '', fetch: fetchAsOperator })

/** Keeps a token once the arena has said that it is an operator's. Throws what the arena refuses it with, or `not-allowed`. */
export const signInAsOperator = async (given: string): Promise<void> => {
  const { role } = await createClient({ url: '', token: () => given }).getMe({})
  if (role !== 'operator') throw new Rejection('not-allowed', { detail: 'This token is not an operator’s.' })
  keep(given)
}

export const useOperator = (): boolean => useSyncExternalStore(token.subscribe, token.get) !== undefined
