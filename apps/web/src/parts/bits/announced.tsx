/** What is read aloud when it comes: the place has to be there before its words. */
import type { ReactNode } from 'react'

export const Announced = ({ children }: { readonly children: ReactNode }) => (
  <div className="announced" aria-live="polite">
    {children}
  </div>
)
