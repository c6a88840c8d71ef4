/** The column beside a page: it stays in sight where it fits into the window, and else the page scrolls to its last line. */
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'

/** What is opened may still be on its way. */
const OPENING_MS = 2000

/** All of it where there is room, and at least the line that opened it. */
const bringIntoView = (details: HTMLDetailsElement) => {
  details.scrollIntoView({ block: 'nearest' })
  details.querySelector('summary')?.scrollIntoView({ block: 'nearest' })
}

/** The style sheet needs the height, to hold a column that is too tall by its end. Then the line that was opened may leave the window. */
const useHeight = (column: RefObject<HTMLElement | null>) =>
  useEffect(() => {
    const element = column.current
    if (!element) return undefined
    let opened: { readonly details: HTMLDetailsElement; readonly untilMs: number } | undefined
    const measure = new ResizeObserver(() => {
      element.style.setProperty('--side-height', `${element.offsetHeight}px`)
      if (opened && performance.now() < opened.untilMs) bringIntoView(opened.details)
    })
    const note = ({ target }: Event) => {
      if (!(target instanceof HTMLDetailsElement) || !target.open) return
      opened = { details: target, untilMs: performance.now() + OPENING_MS }
      bringIntoView(target)
    }
    measure.observe(element)
    element.addEventListener('toggle', note, { capture: true })
    return () => {
      measure.disconnect()
      element.removeEventListener('toggle', note, { capture: true })
    }
  }, [column])

interface SideColumnProps {
  readonly className: string
  readonly children: ReactNode
}

export const SideColumn = ({ className, children }: SideColumnProps) => {
  const column = useRef<HTMLElement>(null)
  useHeight(column)
  return (
    <aside className={`side-column ${className}`} ref={column}>
      {children}
    </aside>
  )
}
