/** A screen as motion JPEG: one connection that is given back as soon as nobody sees the picture. */
import { useEffect, useRef, useState } from 'react'
import { API_PREFIX } from '@agent-arena/contracts'

const RETRY_MS = 3000
const NOTHING = 'data:,'

export const MotionPicture = ({ sandboxId, alt }: { readonly sandboxId: string; readonly alt: string }) => {
  const [attempt, setAttempt] = useState(0)
  const [broken, setBroken] = useState(false)
  const picture = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const element = picture.current
    // A removed image goes on loading; only another source ends the stream.
    return () => element?.setAttribute('src', NOTHING)
  }, [])
  useEffect(() => {
    if (!broken) return undefined
    const timer = setTimeout(() => {
      setBroken(false)
      setAttempt((count) => count + 1)
    }, RETRY_MS)
    return () => clearTimeout(timer)
  }, [broken])
  return (
    <img
      ref={picture}
      className="screen-picture"
      data-broken={broken}
      src={`${API_PREFIX}/sandboxes/${encodeURIComponent(sandboxId)}/screen/stream?t=${attempt}`}
      alt={alt}
      onError={() => setBroken(true)}
    />
  )
}
