/** One server-sent stream that comes back by itself, also after answers that the browser itself does not retry. */
import { API_PREFIX } from '@agent-arena/contracts'
import type { StreamState } from './connection.ts'

export interface StreamHandlers {
  /** Names of the events to hear. */
  readonly events: readonly string[]
  readonly onMessage: (event: string, data: unknown) => void
  readonly onState: (state: StreamState) => void
}

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 15_000

export const waitBefore = (attempt: number) => Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt)

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Opens the stream; the answer closes it for good. */
export const openStream = (path: string, { events, onMessage, onState }: StreamHandlers) => {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0

  const lost = () => {
    onState('reconnecting')
    if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, waitBefore(attempt++))
  }
  // A feed item of kind "error" and a broken connection arrive under the same name; only the item carries data.
  const hear = (event: Event) => {
    if (!(event instanceof MessageEvent)) return
    const data = parse(String(event.data))
    if (data !== undefined) onMessage(event.type, data)
  }
  const connect = () => {
    source = new EventSource(`${API_PREFIX}${path}`)
    source.addEventListener('open', () => {
      attempt = 0
      onState('live')
    })
    source.addEventListener('error', (event) => {
      if (!(event instanceof MessageEvent)) lost()
    })
    for (const name of events) source.addEventListener(name, hear)
  }

  onState('connecting')
  connect()
  return () => {
    clearTimeout(timer)
    source.close()
  }
}
