/** What a browser keeps: for good, or until its tab is closed. It may be forbidden: then nothing is kept, and nothing breaks. */

const PREFIX = 'agent-arena.'

/** Where it is kept: `local` for good and for all tabs, `tab` for this one alone. */
export type Keeping = 'local' | 'tab'

const storageOf = (keeping: Keeping) => (keeping === 'tab' ? sessionStorage : localStorage)

export const readStored = (name: string, keeping: Keeping = 'local') => {
  try {
    return storageOf(keeping).getItem(PREFIX + name)
  } catch {
    return null
  }
}

export const writeStored = (name: string, value: string | null, keeping: Keeping = 'local') => {
  try {
    if (value === null) storageOf(keeping).removeItem(PREFIX + name)
    else storageOf(keeping).setItem(PREFIX + name, value)
  } catch {
    // Kept for this page only.
  }
}

/** Hears when another tab kept something else under the name, or forgot it. */
export const watchStored = (name: string, listener: () => void) =>
  addEventListener('storage', ({ key }) => {
    if (key === null || key === PREFIX + name) listener()
  })
