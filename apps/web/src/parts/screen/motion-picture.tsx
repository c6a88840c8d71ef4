/** A screen as motion JPEG: one connection that is given back as soon as nobody sees the picture. */
import { useEffect, useRef, useState } from 'react'
import { API_PREFIX } from '@agent-arena/contracts'

const RETRY_MS = 3000
const NOTHING = 'data:,'

interface MotionPictureProps {
  readonly sandboxId: string
  readonly alt: string
  /** Told whether there is a picture at this moment. */
  readonly onPicture: (shown: boolean) => void
}

export const MotionPicture = ({ sandboxId, alt, onPicture }: MotionPictureProps) => {
  const [attempt, setAttempt] = useState(0)
  const [broken, setBroken] = useState(false)
  const picture = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const element = picture.current
    // A removed image goes on loading; only another source ends the stream.
    return () => {
      element?.setAttribute('src', NOTHING)
      onPicture(false)
    }
  }, [onPicture])
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
      onLoad={() => onPicture(true)}
      onError={() => {
        onPicture(false)
        setBroken(true)
      }}
    />
  )
}
