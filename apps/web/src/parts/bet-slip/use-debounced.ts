/** A value that follows another once it has stood still for a while. */
import { useEffect, useState } from 'react'

export const useDebounced = <T>(value: T, delayMs: number) => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs)
    return () => clearTimeout(timer)
  }, [value, delayMs])
  return settled
}
