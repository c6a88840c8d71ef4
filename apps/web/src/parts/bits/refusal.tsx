/** Why something did not come about: brought into sight, also where the button is pressed at the edge of a screen. */
import { useEffect, useRef } from 'react'
import { Icon } from './icon.tsx'

export const Refusal = ({ text }: { readonly text: string }) => {
  const line = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    line.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <p className="slip-problem slip-refusal" role="alert" ref={line}>
      <Icon name="alert" />
      {text}
    </p>
  )
}
