/** Whether anybody looks at the page: streams of hidden pages are given back, as a browser grants an origin only six. */
import { useEffect, useState } from 'react'

/** True while the page is seen, and for a grace period after it was hidden; false at once when it is left. */
export const usePageActive = (graceMs: number) => {
  const [active, setActive] = useState(() => document.visibilityState === 'visible')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const change = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') setActive(true)
      else timer = setTimeout(() => setActive(false), graceMs)
    }
    const leave = () => setActive(false)
    document.addEventListener('visibilitychange', change)
    addEventListener('pagehide', leave)
    addEventListener('pageshow', change)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', change)
      removeEventListener('pagehide', leave)
      removeEventListener('pageshow', change)
    }
  }, [graceMs])
  return active
}
