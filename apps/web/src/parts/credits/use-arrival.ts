/** Brings who follows a link to the form of gifts there, and stays with it while what stands above still grows. */
import { useEffect, useRef } from 'react'

const HASH = '#give'
/** Market and steps come within this, or what comes later may move the page. */
const SETTLED_MS = 4000
/** Who moves the page or types has taken over. */
const TAKES_OVER = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

const stayWith = (panel: HTMLElement) => {
  const end = new AbortController()
  const { signal } = end
  const layout = new ResizeObserver(() => panel.scrollIntoView())
  signal.addEventListener('abort', () => layout.disconnect())
  for (const element of [document.body, panel.parentElement]) if (element) layout.observe(element)
  for (const name of TAKES_OVER) addEventListener(name, () => end.abort(), { signal, passive: true })
  setTimeout(() => end.abort(), SETTLED_MS)
  return () => end.abort()
}

/** For the panel that a link of another page names: the first look at a sandbox has nothing above it yet. */
export const useArrival = () => {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (location.hash !== HASH || !panel.current) return undefined
    panel.current.querySelector('input')?.focus({ preventScroll: true })
    return stayWith(panel.current)
  }, [])
  return panel
}
