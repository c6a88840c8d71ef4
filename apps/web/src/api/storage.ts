/** Local storage that may be forbidden: then nothing is kept, and nothing breaks. */

const PREFIX = 'agent-arena.'

export const readStored = (name: string) => {
  try {
    return localStorage.getItem(PREFIX + name)
  } catch {
    return null
  }
}

export const writeStored = (name: string, value: string | null) => {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name)
    else localStorage.setItem(PREFIX + name, value)
  } catch {
    // Kept for this page only.
  }
}
