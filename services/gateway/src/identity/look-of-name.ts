/** What a display name looks like: names that people would take for each other have one look. */

/**
 * Letters of other scripts that pass for Latin ones, after case folding. A choice from Unicode TS 39 (confusables.txt): whole scripts
 * would make names of their own languages collide.
 */
const pairs = [
  'аa вb еe һh іi јj кk мm нh оo рp сc тt уy хx ѕs',
  'ԁd ԛq ԝw ӏl αa βb εe ηn ιi κk νv οo ρp τt υu χx',
  'γy ωw ıi ɑa ɡg øo đd łl 0o 1l |l',
]

const lookAlikes = new Map(pairs.flatMap((row) => row.split(' ')).map(([other, latin]) => [other, latin]))

/** Lower case by way of upper case, so that ß and ss, σ and ς are one. */
const folded = (text: string) => text.toUpperCase().toLowerCase()

const alike = (text: string) => [...text].map((letter) => lookAlikes.get(letter) ?? letter).join('')

/** Compatibility forms, case, accents, look-alikes and what stands between letters count for nothing. */
export const lookOf = (name: string): string => {
  const plain = folded(name.normalize('NFKD').replaceAll(/\p{M}/gu, '')).normalize('NFKC')
  return alike(plain).replaceAll(/[^\p{L}\p{N}\p{S}]/gu, '') || plain
}
