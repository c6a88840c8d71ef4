/** Whether what is shown is live, and a banner for when it has not been for a while. */
import { useEffect, useState } from 'react'
import { type ConnectionState, useConnection } from '../../api/connection.ts'
import { Icon } from '../bits/icon.tsx'

const words: Record<ConnectionState, string> = {
  live: 'Live',
  connecting: 'Connecting',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
  idle: '',
}

export const ConnectionChip = () => {
  const state = useConnection()
  if (state === 'idle') return null
  return (
    <span className="connection" data-state={state} aria-live="polite">
      <span className="connection-dot" aria-hidden="true" />
      <span className="connection-word">{words[state]}</span>
    </span>
  )
}

const OFFLINE = 'You are offline. What you see may be out of date; it comes back by itself.'
const LOST = 'The connection to the arena is lost. What you see may be out of date; reconnecting…'

/** A short break is not worth a banner. */
const PATIENCE_MS = 2500

const Banner = ({ text, afterMs }: { readonly text: string; readonly afterMs: number }) => {
  const [due, setDue] = useState(afterMs === 0)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), afterMs)
    return () => clearTimeout(timer)
  }, [afterMs])
  if (!due) return null
  return (
    <div className="banner" role="alert">
      <Icon name="alert" />
      {text}
    </div>
  )
}

export const ConnectionBanner = () => {
  const state = useConnection()
  if (state === 'offline') return <Banner key="offline" text={OFFLINE} afterMs={0} />
  return state === 'reconnecting' ? <Banner key="lost" text={LOST} afterMs={PATIENCE_MS} /> : null
}
