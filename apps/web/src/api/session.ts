/** Who is watching: a guest with a token in local storage, or nobody yet; and the dialog that asks for a name. */
import { useSyncExternalStore } from 'react'
import type { User } from '@agent-arena/contracts'
import { readStored, writeStored } from './storage.ts'
import { createStore } from './store.ts'

export interface Session {
  readonly user: User
  readonly token: string
}

const KEY = 'session'

const isSession = (value: unknown): value is Session =>
  typeof value === 'object' && value !== null && 'token' in value && typeof value.token === 'string' && 'user' in value

const parseSession = (text: string | null): Session | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    return isSession(value) ? value : undefined
  } catch {
    return undefined
  }
}

const session = createStore<Session | undefined>(undefined)
/** The open question for a name, answered with whether somebody joined. */
const question = createStore<{ readonly answer: (joined: boolean) => void; readonly expired: boolean } | undefined>(undefined)

export const restoreSession = () => session.set(parseSession(readStored(KEY)))

export const currentToken = () => session.get()?.token

export const keepSession = (value: Session) => {
  writeStored(KEY, JSON.stringify(value))
  session.set(value)
}

/** Opens the dialog and waits for its answer; a second question waits for the same dialog. */
export const askToJoin = (expired = false) =>
  new Promise<boolean>((resolve) => {
    const open = question.get()
    question.set({
      expired: open?.expired ?? expired,
      answer: (joined) => {
        open?.answer(joined)
        resolve(joined)
      },
    })
  })

export const answerQuestion = (joined: boolean) => {
  const open = question.get()
  question.set(undefined)
  open?.answer(joined)
}

/** Forgets a token that the arena refused and asks who is there; a token that was replaced meanwhile is left alone. */
export const dropSession = (token: string | undefined) => {
  if (!token || session.get()?.token !== token) return
  writeStored(KEY, null)
  session.set(undefined)
  void askToJoin(true)
}

export const useSession = () => useSyncExternalStore(session.subscribe, session.get)
export const useQuestion = () => useSyncExternalStore(question.subscribe, question.get)
