/** The chosen theme: the system's unless the reader chose another. */
import { useState } from 'react'
import { readStored, writeStored } from '../../api/storage.ts'

export type Theme = 'light' | 'dark'

const systemTheme = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

const initial = (): Theme => {
  const stored = readStored('theme')
  return stored === 'light' || stored === 'dark' ? stored : systemTheme()
}

/** Choosing what the system has anyway forgets the choice, so that the page follows the system again. */
export const useTheme = () => {
  const [theme, setTheme] = useState(initial)
  const choose = (next: Theme) => {
    setTheme(next)
    const own = next === systemTheme() ? null : next
    writeStored('theme', own)
    if (own) document.documentElement.dataset['theme'] = own
    else delete document.documentElement.dataset['theme']
  }
  return [theme, choose] as const
}
