/** The latest picture of a screen, fetched again and again without holding a connection. */
import { useEffect, useState } from 'react'
import { API_PREFIX } from '@agent-arena/contracts'
import { serverNow } from '../../api/clock.ts'
import { remainingMs } from '../../words/format.ts'

const POLL_MS = 2000
/** Some agents send no pictures at all: they are asked ever less often, up to this. */
const RARE_POLL_MS = 30_000
/** A run that has just begun has no picture yet. */
const FIRST_PICTURE_MS = 3000

interface Polled {
  readonly sandboxId: string
  readonly startedAt: string | null
  readonly active: boolean
  readonly again: boolean
}

/** The address of the newest picture that has loaded; undefined until there is one. Each is loaded aside first, so that nothing flickers. */
export const usePollPicture = ({ sandboxId, startedAt, active, again }: Polled) => {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!active || startedAt === null) return undefined
    const picture = new Image()
    let timer: ReturnType<typeof setTimeout> | undefined
    let pauseMs = POLL_MS
    const load = () => {
      picture.src = `${API_PREFIX}/sandboxes/${encodeURIComponent(sandboxId)}/screen?t=${Date.now()}`
    }
    const next = () => {
      if (again) timer = setTimeout(load, pauseMs)
    }
    picture.addEventListener('load', () => {
      setAddress(picture.src)
      pauseMs = POLL_MS
      next()
    })
    picture.addEventListener('error', () => {
      pauseMs = Math.min(RARE_POLL_MS, pauseMs * 2)
      next()
    })
    timer = setTimeout(load, again ? remainingMs(startedAt, serverNow() - FIRST_PICTURE_MS) : 0)
    return () => {
      clearTimeout(timer)
      picture.src = ''
    }
  }, [sandboxId, startedAt, active, again])
  return address
}
