/** What a display name looks like: names that people would take for each other have one look. */

/**
 * Letters of other scripts that pass for Latin ones, after case folding. A choice from Unicode TS 39 (confusables.txt): whole scripts
 * would make names of their own languages collide.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  ...{ а: 'a', в: 'b', е: 'e', һ: 'h', і: 'i', ј: 'j', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x' },
  ...{ ѕ: 's', ԁ: 'd', ԛ: 'q', ԝ: 'w', ӏ: 'l' },
  ...{ α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', γ: 'y', ω: 'w' },
  ...{ ı: 'i', ɑ: 'a', ɡ: 'g', ø: 'o', đ: 'd', ł: 'l', '0': 'o', '1': 'l', '|': 'l' },
}

/** Lower case by way of upper case, so that ß and ss, σ and ς are one. */
const folded = (text: string) => text.toUpperCase().toLowerCase()

const alike = (text: string) => [...text].map((letter) => lookAlikes[letter] ?? letter).join('')

/** Compatibility forms, case, accents, look-alikes and what stands between letters count for nothing. */
export const lookOf = (name: string): string => {
  const plain = folded(name.normalize('NFKD').replaceAll(/\p{M}/gu, '')).normalize('NFKC')
  return alike(plain).replaceAll(/[^\p{L}\p{N}\p{S}]/gu, '') || plain
}
