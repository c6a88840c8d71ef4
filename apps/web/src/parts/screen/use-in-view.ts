/** Whether an element is in sight, or nearly. */
import { type RefObject, useEffect, useState } from 'react'

export const useInView = (element: RefObject<Element | null>) => {
  const [inView, setInView] = useState(false)
  useEffect(() => {
    if (!element.current) return undefined
    const observer = new IntersectionObserver((entries) => setInView(entries.some(({ isIntersecting }) => isIntersecting)), {
      rootMargin: '120px',
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return inView
}
