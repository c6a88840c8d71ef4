/** Suggested display names for guests. */

const moods = ['Quiet', 'Brisk', 'Lucky', 'Patient', 'Bold', 'Merry', 'Keen', 'Mellow', 'Sly', 'Stout']
const animals = ['Heron', 'Otter', 'Badger', 'Magpie', 'Lynx', 'Marten', 'Plover', 'Stoat', 'Wren', 'Hare']

const pick = (words: readonly string[], random: () => number) => words[Math.floor(random() * words.length)] ?? ''

/** "Quiet Heron 42": easy to say, hard to share with another guest. */
export const suggestName = (random: () => number = Math.random) =>
  `${pick(moods, random)} ${pick(animals, random)} ${10 + Math.floor(random() * 990)}`

export const MAX_NAME_LENGTH = 40

/** Why a name cannot be used; undefined when it can. */
export const nameProblem = (name: string) => {
  if (name.trim().length === 0) return 'Choose a name that others see beside your bets.'
  if (name.trim().length > MAX_NAME_LENGTH) return `At most ${MAX_NAME_LENGTH} characters.`
  return undefined
}
