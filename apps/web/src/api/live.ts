/** Live streams as hooks: open while the page is seen, told to the header, closed when the page is left. */
import { useEffect, useEffectEvent } from 'react'
import { reportStream } from './connection.ts'
import { usePageActive } from './page-active.ts'
import { openStream } from './stream.ts'

/** A look at another tab does not close the stream; a page forgotten behind others does. */
const GRACE_MS = 30_000

/** Hears the events of one stream. `events` must be the same list on every call. */
export const useEventSource = (
  path: string | undefined,
  events: readonly string[],
  onMessage: (event: string, data: unknown) => void,
) => {
  const active = usePageActive(GRACE_MS)
  const hear = useEffectEvent(onMessage)
  useEffect(() => {
    if (!path || !active) return undefined
    const id = Symbol(path)
    const close = openStream(path, {
      events,
      onMessage: (event, data) => hear(event, data),
      onState: (state) => reportStream(id, state),
    })
    return () => {
      close()
      reportStream(id, undefined)
    }
  }, [path, active, events])
}
