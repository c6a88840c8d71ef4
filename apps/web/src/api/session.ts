/** Who is watching, in all tabs: a guest with a token in local storage, or nobody yet; and the dialog that asks for a name. */
import { useSyncExternalStore } from 'react'
import { startSession, type ArenaClient } from '@agent-arena/contracts'
import { readStored, watchStored, writeStored } from './storage.ts'
import { createStore } from './store.ts'

export type Session = Awaited<ReturnType<ArenaClient['startSession']>>

const KEY = 'session'

/** What was stored, perhaps by an older version of the pages or by somebody's hand. */
const parseSession = (text: string | null): Session | undefined => {
  try {
    const { data } = startSession.output.safeParse(JSON.parse(text ?? 'null'))
    return data?.token ? data : undefined
  } catch {
    return undefined
  }
}

const session = createStore<Session | undefined>(undefined)
/** The open question for a name, answered with whether somebody joined. */
const question = createStore<{ readonly answer: (joined: boolean) => void; readonly expired: boolean } | undefined>(undefined)

const readSession = () => parseSession(readStored(KEY))

export const restoreSession = () => session.set(readSession())

export const currentToken = () => session.get()?.token

export const answerQuestion = (joined: boolean) => {
  const open = question.get()
  question.set(undefined)
  open?.answer(joined)
}

/** Who joined in another tab plays here too, and nobody has to be asked. */
const takeOver = (kept: Session) => {
  if (kept.token !== currentToken()) session.set(kept)
  answerQuestion(true)
}

/** Takes over who joined in another tab meanwhile; false when nobody did. */
const joinedElsewhere = () => {
  const kept = readSession()
  if (kept) takeOver(kept)
  return kept !== undefined
}

/** Follows what other tabs keep and forget. */
export const watchSession = () =>
  watchStored(KEY, () => {
    if (!joinedElsewhere()) session.set(undefined)
  })

/** Keeps a new account, unless another tab was first: an account that was played with is not written over. */
export const keepSession = (value: Session) => {
  if (joinedElsewhere()) return
  writeStored(KEY, JSON.stringify(value))
  takeOver(value)
}

/** Opens the dialog and waits for its answer, unless somebody joined in another tab; a second question waits for the same dialog. */
export const askToJoin = (expired = false) =>
  new Promise<boolean>((resolve) => {
    if (joinedElsewhere()) return resolve(true)
    const open = question.get()
    question.set({
      expired: open?.expired ?? expired,
      answer: (joined) => {
        open?.answer(joined)
        resolve(joined)
      },
    })
  })

/** Forgets a token that the arena refused and asks who is there; a token that was replaced meanwhile, in any tab, is left alone. */
export const dropSession = (token: string | undefined) => {
  if (!token || currentToken() !== token) return
  const kept = readSession()
  if (kept && kept.token !== token) return takeOver(kept)
  writeStored(KEY, null)
  session.set(undefined)
  void askToJoin(true)
}

/** Hears of every account that plays here after another one, or after nobody. */
export const onOtherUser = (listener: () => void) => {
  let last = session.get()?.user.id
  return session.subscribe(() => {
    const id = session.get()?.user.id
    if (id === undefined || id === last) return
    last = id
    listener()
  })
}

export const useSession = () => useSyncExternalStore(session.subscribe, session.get)
export const useQuestion = () => useSyncExternalStore(question.subscribe, question.get)
