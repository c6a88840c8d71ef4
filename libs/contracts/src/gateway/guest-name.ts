/** Names for guests who give none. */

export const MAX_NAME_LENGTH = 40

const moods = ['Quiet', 'Brisk', 'Lucky', 'Patient', 'Bold', 'Merry', 'Keen', 'Mellow', 'Sly', 'Stout']
const animals = ['Heron', 'Otter', 'Badger', 'Magpie', 'Lynx', 'Marten', 'Plover', 'Stoat', 'Wren', 'Hare']

const pick = (words: readonly string[], random: () => number) => words[Math.floor(random() * words.length)] ?? ''

/** "Quiet Heron 42": easy to say, hard to share with another guest. */
export const suggestName = (random: () => number = Math.random): string =>
  `${pick(moods, random)} ${pick(animals, random)} ${10 + Math.floor(random() * 990)}`
