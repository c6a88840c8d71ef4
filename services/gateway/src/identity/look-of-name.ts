/** What a display name looks like: names that people would take for each other have one look. */

/**
 * Letters of other scripts that pass for Latin ones, after case folding. A choice from Unicode TS 39 (confusables.txt): whole scripts
 * would make names of their own languages collide.
 */
const pairs = [
  'аa вb еe һh іi јj кk мm нh оo рp сc тt уy хx ѕs',
  'ԁd ԛq ԝw ӏl αa βb εe ηn ιi κk νv οo ρp τt υu χx',
  'γy ωw ıi ɑa ɡg øo đd łl 0o 1l |l ѵv',
  'ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ꞯq ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz',
  'օo սu հh ոn ցg զq յj ղn',
  'ⲁa ⲃb ⲉe ⲍz ⲏh ⲓi ⲕk ⲙm ⲛn ⲟo ⲣp ⲥc ⲧt ⲩy ⲭx',
  'ᎠD ᎡR ᎢT ᎥI ᎩY ᎪA ᎫJ ᎬE ᎳW ᎷM ᎻH ᎽY ᏀG ᏃZ ᏏB ᏒR ᏔW ᏙV ᏚS ᏞL ᏟC ᏢP ᏦK ᏧD ᏴB',
  'ꓐB ꓑP ꓓD ꓔT ꓖG ꓗK ꓙJ ꓚC ꓜZ ꓝF ꓟM ꓠN ꓡL ꓢS ꓣR ꓦV ꓧH ꓪW ꓫX ꓬY ꓮA ꓰE ꓲI ꓳO ꓴU',
]

/** White letters on black, and the letters of flags; the other framed ones have a compatibility form. */
const framed = [0x1f150, 0x1f170, 0x1f1e6].flatMap((first) =>
  Array.from('abcdefghijklmnopqrstuvwxyz', (latin, index) => [String.fromCodePoint(first + index), latin] as const),
)

/** Lower case by way of upper case, so that ß and ss, σ and ς are one. */
const folded = (text: string) => text.toUpperCase().toLowerCase()

const lookAlikes = new Map([
  ...pairs.flatMap((row) => folded(row).split(' ')).map(([other, latin]) => [other, latin] as const),
  ...framed,
])

const alike = (text: string) => [...text].map((letter) => lookAlikes.get(letter) ?? letter).join('')

/** Compatibility forms, case, accents, look-alikes and what stands between letters count for nothing. */
export const lookOf = (name: string): string => {
  const plain = folded(name.normalize('NFKD').replaceAll(/\p{M}/gu, '')).normalize('NFKC')
  return alike(plain).replaceAll(/[^\p{L}\p{N}\p{S}]/gu, '') || plain
}
