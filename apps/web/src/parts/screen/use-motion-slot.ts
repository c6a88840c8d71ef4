/** Whether a screen that wants to move may: two do in all windows of a browser, the others wait with stills. */
import { useEffect, useState } from 'react'
import { takeSlot } from './motion-slots.ts'

/** Pages that came over plain HTTP from another machine have no locks: there each page counts for itself alone. */
const locks = 'locks' in navigator ? navigator.locks : undefined

export const useMotionSlot = (wanted: boolean): boolean => {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (!wanted || !locks) return undefined
    const released = new AbortController()
    // Where a browser grants no locks (in a frame without an origin) the stills stay.
    takeSlot(locks, released.signal, () => setHeld(true)).catch(() => setHeld(false))
    return () => {
      released.abort()
      setHeld(false)
    }
  }, [wanted])
  return wanted && (held || !locks)
}
