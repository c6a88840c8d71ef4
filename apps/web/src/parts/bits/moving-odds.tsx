/** A multiplier that shows for a moment which way it went. */
import { useEffect, useRef, useState } from 'react'
import { multiplier } from '../../words/format.ts'

const SHOWN_MS = 1600

type Move = 'up' | 'down' | undefined

const useMove = (text: string, value: number | null): Move => {
  const last = useRef({ text, value })
  const [move, setMove] = useState<Move>()
  useEffect(() => {
    const before = last.current
    last.current = { text, value }
    if (before.text === text || before.value === null || value === null) return undefined
    setMove(value > before.value ? 'up' : 'down')
    const timer = setTimeout(() => setMove(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [text, value])
  return move
}

/** Only what can be seen counts as a move: ×1.841 and ×1.842 read the same. */
export const MovingOdds = ({ value }: { readonly value: number | null }) => {
  const text = multiplier(value)
  return (
    <span className="odds figures" data-move={useMove(text, value)}>
      {text}
    </span>
  )
}
